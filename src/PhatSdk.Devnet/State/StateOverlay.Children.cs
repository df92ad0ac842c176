namespace PhatSdk.Devnet.State;

/// <content>Child tries.</content>
internal sealed partial class StateOverlay
{
    /// <summary>A value of a child trie; null where there is none.</summary>
    internal ReadOnlyMemory<byte>? GetChild(ReadOnlySpan<byte> trieId, ReadOnlySpan<byte> key) =>
        TrieEdit.Find(StateView.ChildNode(_node, trieId), key)?.Value(StateVersion.V1);

    internal void SetChild(ReadOnlySpan<byte> trieId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Hang(trieId, TrieEdit.Put(StateView.ChildNode(_node, trieId), key, value.ToArray(), _edit));

    internal void RemoveChild(ReadOnlySpan<byte> trieId, ReadOnlySpan<byte> key)
    {
        TrieNode? child = StateView.ChildNode(_node, trieId);
        if (TrieEdit.Find(child, key) is not null)
        {
            Hang(trieId, TrieEdit.Remove(child, key, _edit));
        }
    }

    /// <summary>Removes a child trie's keys, all or as many as the limit says; see <see cref="ClearedKeys"/>.</summary>
    internal ClearedKeys ClearChild(ReadOnlySpan<byte> trieId, uint? limit)
    {
        TrieNode? child = StateView.ChildNode(_node, trieId);
        ClearedKeys cleared = Clear(StateView.ChildNode(_base, trieId), ref child, default, limit);
        Hang(trieId, child);
        return cleared;
    }

    // The way down to the child's root is walked also where the root was changed in place: the hashes on it are no longer right.
    private void Hang(ReadOnlySpan<byte> trieId, TrieNode? child)
    {
        int length = ChildTrieKey.Length(trieId);
        Span<byte> key = length <= 128 ? stackalloc byte[length] : new byte[length];
        ChildTrieKey.Write(trieId, key);
        _node = child is null ? TrieEdit.Remove(_node, key, _edit) : TrieEdit.Put(_node, key, new ChildTrie(child), _edit);
    }
}
