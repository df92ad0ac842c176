using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Writes <c>StorageChangeSet</c>s as nodes do.</summary>
internal static class StorageChangesJson
{
    public static void Write(Utf8JsonWriter writer, Hash256 block, IReadOnlyList<(byte[] Key, ReadOnlyMemory<byte>? Value)> changes)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("block");
        writer.WriteHash(block);
        writer.WriteStartArray("changes");
        foreach ((byte[] key, ReadOnlyMemory<byte>? value) in changes)
        {
            writer.WriteStartArray();
            writer.WriteHex(key.AsSpan());
            writer.WriteHex(value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
