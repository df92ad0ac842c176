using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Reads a header as nodes write it: hashes and number as hexadecimal text that starts with <c>0x</c>.</summary>
internal sealed class BlockHeaderJsonConverter : JsonConverter<BlockHeader>
{
    public override BlockHeader Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement header = document.RootElement;
        return new BlockHeader
        {
            ParentHash = HashOf(header, "parentHash"),
            Number = NumberOf(Member(header, "number")),
            StateRoot = HashOf(header, "stateRoot"),
            ExtrinsicsRoot = HashOf(header, "extrinsicsRoot"),
            DigestLogs = LogsOf(header),
        };
    }

    public override void Write(Utf8JsonWriter writer, BlockHeader value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member)
            ? member
            : throw new JsonException($"no member \"{name}\"");

    private static Hash256 HashOf(JsonElement header, string name) => HashResultJsonConverter.Parse(Member(header, name).GetString());

    private static uint NumberOf(JsonElement number)
    {
        if (number.ValueKind == JsonValueKind.Number)
        {
            return number.GetUInt32();
        }

        string text = number.GetString() ?? "";
        return text.StartsWith("0x", StringComparison.Ordinal)
            && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
                ? value
                : throw new JsonException("no block number");
    }

    private static ReadOnlyMemory<byte>[] LogsOf(JsonElement header)
    {
        JsonElement logs = Member(Member(header, "digest"), "logs");
        ReadOnlyMemory<byte>[] items = new ReadOnlyMemory<byte>[logs.GetArrayLength()];
        int index = 0;
        foreach (JsonElement log in logs.EnumerateArray())
        {
            items[index++] = Hex.TryParse(log.GetString(), out byte[]? bytes) ? bytes : throw new JsonException("a digest's log is no hexadecimal text");
        }

        return items;
    }
}
