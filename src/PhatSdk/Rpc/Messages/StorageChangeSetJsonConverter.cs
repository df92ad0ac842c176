using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Reads a set of changes as nodes write it: the block's hash, and pairs of keys and values.</summary>
internal sealed class StorageChangeSetJsonConverter : JsonConverter<StorageChangeSet>
{
    public override StorageChangeSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement set = document.RootElement;
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("block", out JsonElement block) || !set.TryGetProperty("changes", out JsonElement pairs))
        {
            throw new JsonException("no set of storage changes");
        }

        KeyValuePair<byte[], byte[]?>[] changes = new KeyValuePair<byte[], byte[]?>[pairs.GetArrayLength()];
        int index = 0;
        foreach (JsonElement pair in pairs.EnumerateArray())
        {
            if (pair.GetArrayLength() != 2)
            {
                throw new JsonException("a storage change is a key and a value");
            }

            changes[index++] = new KeyValuePair<byte[], byte[]?>(BytesOf(pair[0]), pair[1].ValueKind == JsonValueKind.Null ? null : BytesOf(pair[1]));
        }

        return new StorageChangeSet { Block = HashResultJsonConverter.Parse(block.GetString()), Changes = changes };
    }

    public override void Write(Utf8JsonWriter writer, StorageChangeSet value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static byte[] BytesOf(JsonElement text) =>
        Hex.TryParse(text.GetString(), out byte[]? bytes) ? bytes : throw new JsonException("no hexadecimal text of whole bytes");
}
