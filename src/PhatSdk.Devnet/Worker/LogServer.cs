using System.Buffers;
using System.Text.Json;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// Answers log queries as the program beside Phala's <c>PinkLogger</c> contract does: JSON in, JSON out.
/// Source: <c>crates/pink-drivers/log_server/sideprog</c> of Phala-Network/phala-blockchain.
/// </summary>
internal sealed class LogServer
{
    private const int MaxDepth = 8;

    private readonly LogBuffer _buffer;

    public LogServer(LogBuffer buffer) => _buffer = buffer;

    private static ReadOnlySpan<byte> InvalidInput => "{\"error\": \"Invalid input\"}"u8;

    /// <summary>What is kept now, oldest first.</summary>
    public IReadOnlyList<(ulong Sequence, LogRecord Record)> Records => _buffer.Snapshot().Records;

    /// <summary>Adds a record.</summary>
    public void Add(LogRecord record) => _buffer.Add(record);

    /// <summary>Answers a query.</summary>
    /// <param name="query">JSON text: <c>{"action":"GetLog", …}</c> or <c>{"action":"GetInfo"}</c>.</param>
    /// <returns>JSON text.</returns>
    public byte[] Answer(ReadOnlyMemory<byte> query)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(query, new JsonDocumentOptions { MaxDepth = MaxDepth });
            JsonElement root = document.RootElement;
            return root.GetProperty("action"u8).GetString() switch
            {
                "GetLog" => GetLog(ReadText(root, "contract"u8), ReadFrom(root), ReadCount(root), ReadBlockNumber(root)),
                "GetInfo" => GetInfo(),
                _ => InvalidInput.ToArray(),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return InvalidInput.ToArray();
        }
    }

    private static string ReadText(JsonElement query, ReadOnlySpan<byte> name) =>
        query.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? throw new FormatException("null is no text") : string.Empty;

    private static long ReadFrom(JsonElement query) => query.TryGetProperty("from"u8, out JsonElement value) ? value.GetInt64() : 0;

    private static ulong ReadCount(JsonElement query)
    {
        ulong count = query.TryGetProperty("count"u8, out JsonElement value) ? value.GetUInt64() : 0;
        return count == 0 ? ulong.MaxValue : count;
    }

    private static uint? ReadBlockNumber(JsonElement query) =>
        query.TryGetProperty("blockNumber"u8, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetUInt32() : null;

    private byte[] GetLog(string contract, long from, ulong count, uint? blockNumber)
    {
        LogSnapshot log = _buffer.Snapshot();
        bool isOfAny = contract.Length == 0;
        // Phala's server compares texts, so only the canonical text of an id finds anything.
        AccountId? wanted = AccountId.TryParse(contract, null, out AccountId id) && id.ToString() == contract ? id : null;
        ulong first = from >= 0 ? (ulong)from : log.NextSequence - Math.Min(log.NextSequence, (ulong)-(from + 1) + 1);
        ulong next = 0;
        ulong found = 0;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("records"u8);
            foreach ((ulong sequence, LogRecord record) in log.Records)
            {
                next = sequence + 1;
                bool isOf = isOfAny || (wanted is not null && (record.OfContract == wanted || record.OfEntry == wanted));
                if (sequence < first || (blockNumber is not null && record.AtBlock != blockNumber) || !isOf)
                {
                    continue;
                }

                json.WriteStartObject();
                json.WriteNumber("sequence"u8, sequence);
                record.Write(json);
                json.WriteEndObject();
                if (++found == count)
                {
                    break;
                }
            }

            json.WriteEndArray();
            json.WriteNumber("next"u8, next);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private byte[] GetInfo()
    {
        LogSnapshot log = _buffer.Snapshot();
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("programVersion"u8);
            json.WriteNumberValue(0);
            json.WriteNumberValue(1);
            json.WriteNumberValue(0);
            json.WriteEndArray();
            json.WriteNumber("nextSequence"u8, log.NextSequence);
            json.WriteNumber("memoryCapacity"u8, _buffer.Capacity);
            json.WriteNumber("memoryUsage"u8, log.Size);
            json.WriteNumber("currentNumberOfRecords"u8, log.Records.Count);
            json.WriteNumber("estimatedCurrentSize"u8, log.Size);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
