using System.Buffers;
using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>The log server's requests and answers.</summary>
internal static class PinkLogJson
{
    public static byte[] WriteGetLog(PinkLogOptions options)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("action", "GetLog");
            writer.WriteNumber("from", options.From);
            writer.WriteNumber("count", options.Count);
            if (options.Contract is AccountId contract)
            {
                writer.WriteString("contract", contract.ToString());
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] WriteGetInfo() => """{"action":"GetInfo"}"""u8.ToArray();

    /// <summary>Reads an answer; one that says <c>error</c> or is no such answer is a <see cref="PhatQueryException"/>.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> answer, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement root = document.RootElement;
            return root.TryGetProperty("error", out JsonElement error)
                ? throw new PhatQueryException(PhatQueryError.RuntimeError, $"the log server answered: {error}")
                : read(root);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new PhatQueryException(PhatQueryError.Unreadable, $"the log server's answer cannot be read: {exception.Message}", exception);
        }
    }

    public static PinkLogPage ReadPage(JsonElement root)
    {
        JsonElement records = root.GetProperty("records");
        List<PinkLogRecord> read = new(records.GetArrayLength());
        foreach (JsonElement record in records.EnumerateArray())
        {
            read.Add(ReadRecord(record));
        }

        return new PinkLogPage(read, root.GetProperty("next").GetUInt64());
    }

    public static PinkLoggerInfo ReadInfo(JsonElement root)
    {
        JsonElement version = root.GetProperty("programVersion");
        return new PinkLoggerInfo(
            new Version(version[0].GetInt32(), version[1].GetInt32(), version[2].GetInt32()),
            root.GetProperty("nextSequence").GetUInt64(),
            root.GetProperty("memoryCapacity").GetUInt64(),
            root.GetProperty("memoryUsage").GetUInt64(),
            root.GetProperty("currentNumberOfRecords").GetUInt64());
    }

    private static PinkLogRecord ReadRecord(JsonElement record)
    {
        ulong sequence = record.GetProperty("sequence").GetUInt64();
        string type = Text(record, "type");
        return type switch
        {
            "Log" => ReadLog(record, sequence),
            "Event" => new PinkLogRecord.Event(
                sequence,
                record.GetProperty("blockNumber").GetUInt32(),
                AccountId.Parse(Text(record, "contract")),
                [.. record.GetProperty("topics").EnumerateArray().Select(topic => Hash256.Parse(topic.GetString() ?? ""))],
                Hex.Parse(Text(record, "payload"))),
            "MessageOutput" => new PinkLogRecord.MessageOutput(
                sequence,
                record.GetProperty("blockNumber").GetUInt32(),
                AccountId.Parse(Text(record, "origin")),
                AccountId.Parse(Text(record, "contract")),
                Hex.Parse(Text(record, "nonce")),
                Hex.Parse(Text(record, "output"))),
            "QueryIn" => new PinkLogRecord.QueryIn(sequence, Hex.Parse(Text(record, "user"))),
            _ => new PinkLogRecord.Other(sequence, type),
        };
    }

    private static PinkLogRecord.Log ReadLog(JsonElement record, ulong sequence) => new(
        sequence,
        record.GetProperty("blockNumber").GetUInt32(),
        AccountId.Parse(Text(record, "contract")),
        AccountId.Parse(Text(record, "entry")),
        Text(record, "execMode") switch
        {
            "query" => PinkExecutionMode.Query,
            "estimating" => PinkExecutionMode.Estimating,
            "transaction" => PinkExecutionMode.Transaction,
            string other => throw new FormatException($"\"{other}\" is no execMode"),
        },
        record.GetProperty("timestamp").GetUInt64(),
        (PinkLogLevel)record.GetProperty("level").GetByte(),
        Text(record, "message"));

    private static string Text(JsonElement record, string name) =>
        record.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");
}
