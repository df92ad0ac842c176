using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Writes <c>StorageChangeSet</c>s as nodes do.</summary>
internal static class StorageChangesJson
{
    /// <summary>The values that differ from those of an earlier block; all of them where there is none.</summary>
    public static List<(byte[] Key, ReadOnlyMemory<byte>? Value)> Between(Block? before, Block block, byte[][] keys)
    {
        List<(byte[] Key, ReadOnlyMemory<byte>? Value)> changes = [];
        foreach (byte[] key in keys)
        {
            ReadOnlyMemory<byte>? value = block.State.Get(key);
            if (before is null || !AreSame(value, before.State.Get(key)))
            {
                changes.Add((key, value));
            }
        }

        return changes;
    }

    /// <summary>Whether two values are equal, both missing included.</summary>
    public static bool AreSame(ReadOnlyMemory<byte>? one, ReadOnlyMemory<byte>? other) =>
        one is { } first && other is { } second ? first.Equals(second) || first.Span.SequenceEqual(second.Span) : one is null && other is null;

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
