using PhatSdk.Primitives;

namespace PhatSdk.Devnet.State;

/// <summary>A state that never changes: keys in byte order, child tries apart. Keeping one costs nothing but what no later state shares with it.</summary>
/// <remarks>
/// A persistent Patricia trie. As on a chain, a child trie's root stands in the main trie under <see cref="ChildTrieKey"/>; here it is
/// computed when it is read. Safe to read from several threads.
/// </remarks>
internal sealed class StateView
{
    internal StateView(TrieNode? node) => Node = node;

    /// <summary>The state without entries.</summary>
    internal static StateView Empty { get; } = new(null);

    internal TrieNode? Node { get; }

    /// <summary>A value of the main trie.</summary>
    /// <returns>The value; null where there is none.</returns>
    internal ReadOnlyMemory<byte>? Get(ReadOnlySpan<byte> key) => TrieEdit.Find(Node, key)?.Value(StateVersion.V1);

    /// <summary>A value of a child trie.</summary>
    /// <returns>The value; null where there is none.</returns>
    internal ReadOnlyMemory<byte>? GetChild(ReadOnlySpan<byte> trieId, ReadOnlySpan<byte> key) =>
        TrieEdit.Find(ChildNode(Node, trieId), key)?.Value(StateVersion.V1);

    /// <summary>The main trie's first key after <paramref name="key"/>.</summary>
    internal byte[]? NextKey(ReadOnlySpan<byte> key) => TrieCursor.NextKey(Node, key);

    /// <summary>Keys of the main trie, in order.</summary>
    /// <param name="prefix">What they begin with.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="after">The key to go on behind; empty to begin with the first.</param>
    internal IReadOnlyList<byte[]> Keys(ReadOnlySpan<byte> prefix, int count = int.MaxValue, ReadOnlySpan<byte> after = default) =>
        Keys(Node, prefix, count, after);

    /// <summary>Keys of a child trie, in order.</summary>
    /// <inheritdoc cref="Keys(ReadOnlySpan{byte}, int, ReadOnlySpan{byte})"/>
    internal IReadOnlyList<byte[]> ChildKeys(ReadOnlySpan<byte> trieId, ReadOnlySpan<byte> prefix, int count = int.MaxValue, ReadOnlySpan<byte> after = default) =>
        Keys(ChildNode(Node, trieId), prefix, count, after);

    /// <summary>The ids of all child tries, in order.</summary>
    internal IReadOnlyList<byte[]> ChildTries()
    {
        IReadOnlyList<byte[]> keys = Keys(ChildTrieKey.Prefix);
        return [.. keys.Select(static key => key[ChildTrieKey.Prefix.Length..])];
    }

    /// <summary>The state's root; computed once for the parts that did not change.</summary>
    internal Hash256 Root(StateVersion version = StateVersion.V1) => TrieHash.Root(Node, version);

    /// <summary>A child trie's root; null where it has no entries.</summary>
    internal Hash256? ChildRoot(ReadOnlySpan<byte> trieId, StateVersion version = StateVersion.V1) =>
        ChildNode(Node, trieId) is { } node ? TrieHash.Root(node, version) : null;

    /// <summary>What stands in the trie for a key, or for the closest node below it: that node's encoding, or its hash where that is shorter.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trieId">The child trie; null for the main trie.</param>
    /// <param name="version">How the trie is encoded.</param>
    /// <returns>The Merkle value; null where no key begins with <paramref name="key"/>.</returns>
    internal byte[]? ClosestMerkleValue(ReadOnlySpan<byte> key, byte[]? trieId = null, StateVersion version = StateVersion.V1)
    {
        TrieNode? root = trieId is null ? Node : ChildNode(Node, trieId);
        TrieNode? closest = TrieEdit.FindClosest(root, key);
        return closest is null ? null
            : closest == root ? TrieHash.Root(root, version).ToArray()
            : TrieHash.Merkle(closest, version);
    }

    /// <summary>The nodes by which anyone who knows the root can check the values of keys, or that there are none.</summary>
    internal IReadOnlyList<byte[]> ReadProof(IReadOnlyList<byte[]> keys, StateVersion version = StateVersion.V1)
    {
        TrieProof proof = new(version);
        foreach (byte[] key in keys)
        {
            proof.Add(Node, key);
        }

        return proof.Nodes;
    }

    /// <summary>The same for keys of a child trie: first the child's root is proved by the main trie's.</summary>
    internal IReadOnlyList<byte[]> ChildReadProof(ReadOnlySpan<byte> trieId, IReadOnlyList<byte[]> keys, StateVersion version = StateVersion.V1)
    {
        byte[] childKey = new byte[ChildTrieKey.Length(trieId)];
        ChildTrieKey.Write(trieId, childKey);
        TrieProof proof = new(version);
        if (proof.Add(Node, childKey)?.Content is ChildTrie child)
        {
            foreach (byte[] key in keys)
            {
                proof.Add(child.Node, key);
            }
        }

        return proof.Nodes;
    }

    /// <summary>What changed since <paramref name="earlier"/>, in the order of keys; the parts that both share cost nothing.</summary>
    internal IReadOnlyList<StateChange> ChangesSince(StateView earlier) => TrieDiff.Between(earlier.Node, Node);

    internal static TrieNode? ChildNode(TrieNode? main, ReadOnlySpan<byte> trieId)
    {
        int length = ChildTrieKey.Length(trieId);
        Span<byte> key = length <= 128 ? stackalloc byte[length] : new byte[length];
        ChildTrieKey.Write(trieId, key);
        return (TrieEdit.Find(main, key)?.Content as ChildTrie)?.Node;
    }

    private static List<byte[]> Keys(TrieNode? root, ReadOnlySpan<byte> prefix, int count, ReadOnlySpan<byte> after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<byte[]> keys = [];
        // The prefix itself may be a key: a page that ends with it is not the page to begin with again.
        bool resumes = !after.IsEmpty && after.SequenceCompareTo(prefix) >= 0;
        TrieCursor cursor = new(root, resumes ? after : prefix, isExclusive: resumes);
        while (keys.Count < count && cursor.MoveNext() && cursor.KeyStartsWith(prefix))
        {
            keys.Add(cursor.Key());
        }

        return keys;
    }
}
