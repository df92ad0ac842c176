namespace PhatSdk.Devnet.State;

/// <summary>Compares two tries in time proportional to what differs: parts that they share are not looked at.</summary>
internal sealed class TrieDiff
{
    private readonly byte[]? _trieId;
    private readonly List<StateChange> _changes;
    private readonly List<byte> _path = [];

    private TrieDiff(byte[]? trieId, List<StateChange> changes)
    {
        _trieId = trieId;
        _changes = changes;
    }

    /// <summary>The keys that differ, in order, those of a child trie before its root.</summary>
    internal static IReadOnlyList<StateChange> Between(TrieNode? before, TrieNode? after)
    {
        List<StateChange> changes = [];
        new TrieDiff(null, changes).Compare(before, 0, after, 0);
        return changes;
    }

    // Each node is looked at from one of its partial's nibbles on; the nibbles before are in the path.
    private void Compare(TrieNode? before, int beforeAt, TrieNode? after, int afterAt)
    {
        if (ReferenceEquals(before, after) && beforeAt == afterAt)
        {
            return;
        }

        ReadOnlySpan<byte> old = before is null ? default : before.Partial.AsSpan(beforeAt);
        ReadOnlySpan<byte> now = after is null ? default : after.Partial.AsSpan(afterAt);
        int common = before is null ? now.Length : after is null ? old.Length : old.CommonPrefixLength(now);
        bool oldEnds = before is not null && common == old.Length;
        bool nowEnds = after is not null && common == now.Length;
        int start = _path.Count;
        _path.AddRange(before is null ? now[..common] : old[..common]);
        if ((oldEnds || before is null) && (nowEnds || after is null))
        {
            CompareValues(before, after);
        }
        else if (oldEnds)
        {
            CompareValues(before, null);
        }
        else if (nowEnds)
        {
            CompareValues(null, after);
        }

        for (int branch = 0; branch < 16; branch++)
        {
            _path.Add((byte)branch);
            (TrieNode? oldChild, int oldAt) = Below(before, oldEnds, beforeAt + common, branch);
            (TrieNode? nowChild, int nowAt) = Below(after, nowEnds, afterAt + common, branch);
            Compare(oldChild, oldAt, nowChild, nowAt);
            _path.RemoveAt(_path.Count - 1);
        }

        _path.RemoveRange(start, _path.Count - start);
    }

    // What is below a branch: a child where the partial has ended, else the node itself where its next nibble is that branch.
    private static (TrieNode? Node, int At) Below(TrieNode? node, bool ends, int at, int branch)
    {
        if (node is null)
        {
            return (null, 0);
        }

        if (ends)
        {
            return (node.Children?[branch], 0);
        }

        return node.Partial[at] == branch ? (node, at + 1) : (null, 0);
    }

    private static ReadOnlyMemory<byte>? ValueOf(TrieNode? node)
    {
        if (node is { HasValue: true })
        {
            return node.Value(StateVersion.V1);
        }

        return null;
    }

    private void CompareValues(TrieNode? before, TrieNode? after)
    {
        object? old = before?.Content;
        object? now = after?.Content;
        if (ReferenceEquals(old, now))
        {
            return;
        }

        byte[] key = Nibbles.Pack(_path.ToArray());
        if (old is ChildTrie || now is ChildTrie)
        {
            TrieDiff child = new(key[ChildTrieKey.Prefix.Length..], _changes);
            child.Compare((old as ChildTrie)?.Node, 0, (now as ChildTrie)?.Node, 0);
        }

        ReadOnlyMemory<byte>? oldValue = ValueOf(before);
        ReadOnlyMemory<byte>? nowValue = ValueOf(after);
        if (oldValue is null || nowValue is null || !oldValue.Value.Span.SequenceEqual(nowValue.Value.Span))
        {
            _changes.Add(new StateChange(_trieId, key, nowValue));
        }
    }
}
