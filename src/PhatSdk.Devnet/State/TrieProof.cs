namespace PhatSdk.Devnet.State;

/// <summary>
/// The nodes by which anyone who knows a state's root can check some of its values, or that there are none: what <c>prove_read</c> of
/// <c>sp-state-machine</c> records. Each node comes once, in no order that matters.
/// </summary>
/// <param name="version">How the trie holds long values.</param>
internal sealed class TrieProof(StateVersion version)
{
    private readonly HashSet<TrieNode> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<byte[]> _nodes = [];

    /// <summary>The nodes so far.</summary>
    internal IReadOnlyList<byte[]> Nodes => _nodes;

    /// <summary>Adds what a key's value, or its absence, is seen by.</summary>
    /// <returns>The key's node; null where there is none.</returns>
    internal TrieNode? Add(TrieNode? root, ReadOnlySpan<byte> key)
    {
        if (root is null)
        {
            AddEmpty();
            return null;
        }

        int at = 0;
        TrieNode? node = root;
        while (node is not null)
        {
            // A node that is shorter than a hash stands in its parent, but for the root.
            bool isAlone = node == root || TrieHash.Merkle(node, version).Length == Primitives.Hash256.Size;
            if (isAlone && _seen.Add(node))
            {
                _nodes.Add(TrieHash.Encode(node, version));
            }

            byte[] partial = node.Partial;
            if (Nibbles.CommonLength(partial, key, at) != partial.Length)
            {
                return null;
            }

            at += partial.Length;
            if (at == Nibbles.Count(key))
            {
                AddValue(node);
                return node.HasValue ? node : null;
            }

            node = node.Children?[Nibbles.At(key, at)];
            at++;
        }

        return null;
    }

    private void AddValue(TrieNode node)
    {
        if (node.HasValue && TrieHash.IsValueApart(node, version))
        {
            byte[] value = node.Value(version).ToArray();
            if (!_nodes.Exists(other => other.AsSpan().SequenceEqual(value)))
            {
                _nodes.Add(value);
            }
        }
    }

    private void AddEmpty()
    {
        if (!_nodes.Exists(static node => node is [0]))
        {
            _nodes.Add([0]);
        }
    }
}
