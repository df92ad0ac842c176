namespace PhatSdk.Devnet.State;

/// <summary>Where child tries of the <c>default</c> kind stand in the main trie: <c>:child_storage:default:</c> ‖ trie id.</summary>
internal static class ChildTrieKey
{
    internal static ReadOnlySpan<byte> Prefix => ":child_storage:default:"u8;

    private static ReadOnlySpan<byte> AnyPrefix => ":child_storage:"u8;

    internal static int Length(ReadOnlySpan<byte> trieId) => Prefix.Length + trieId.Length;

    internal static void Write(ReadOnlySpan<byte> trieId, Span<byte> destination)
    {
        Prefix.CopyTo(destination);
        trieId.CopyTo(destination[Prefix.Length..]);
    }

    /// <summary>Whether a key of the main trie belongs to child tries and is not to be written as a value.</summary>
    internal static bool IsReserved(ReadOnlySpan<byte> key) => key.StartsWith(AnyPrefix);

    /// <summary>Whether a prefix of main keys covers some that belong to child tries.</summary>
    internal static bool CoversReserved(ReadOnlySpan<byte> prefix) => IsReserved(prefix) || AnyPrefix.StartsWith(prefix);
}
