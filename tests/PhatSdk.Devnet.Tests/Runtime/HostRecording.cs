using System.IO.Compression;
using System.Text.Json;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Devnet.Tests.Runtime;

/// <summary>Reads what other hosts recorded: tests/Fixtures/host.</summary>
internal static class HostRecording
{
    private const int TrieIdSize = 32;

    public static JsonElement Read(string name)
    {
        using FileStream file = File.OpenRead(Fixtures.Path($"host/{name}"));
        using GZipStream json = new(file, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static byte[] Bytes(this JsonElement row, string name) => Hex.Parse(row.GetProperty(name).GetString()!);

    /// <summary>A value as recordings name it: child tries' keys stand behind <c>:child_storage:default:</c> and the trie's id.</summary>
    public static string? Value(this StateView state, byte[] key)
    {
        int child = ChildTrieKey.Length(new byte[TrieIdSize]);
        ReadOnlyMemory<byte>? value = ChildTrieKey.IsReserved(key) && key.Length > child
            ? state.GetChild(key.AsSpan(child - TrieIdSize, TrieIdSize), key.AsSpan(child))
            : state.Get(key);
        return value is { } bytes ? Hex.Format(bytes.Span) : null;
    }

    /// <summary>The changes between two states, as recordings name them.</summary>
    public static Dictionary<string, string?> Changes(this StateView after, StateView before) =>
        after.ChangesSince(before).ToDictionary(
            static change => Hex.Format(change.TrieId is null ? change.Key : [.. ChildTrieKey.Prefix, .. change.TrieId, .. change.Key]),
            static change => change.Value is { } value ? Hex.Format(value.Span) : null);
}
