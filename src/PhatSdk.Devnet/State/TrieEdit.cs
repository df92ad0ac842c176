namespace PhatSdk.Devnet.State;

/// <summary>Changes of a trie. Nodes that the owner does not own are copied, those that it owns are changed in place.</summary>
internal static class TrieEdit
{
    /// <summary>The node of a key, or the topmost one below it, with or without a value; null where no key begins so.</summary>
    internal static TrieNode? FindClosest(TrieNode? node, ReadOnlySpan<byte> key)
    {
        int at = 0;
        int count = Nibbles.Count(key);
        while (node is not null)
        {
            int common = Nibbles.CommonLength(node.Partial, key, at);
            if (at + common == count)
            {
                return node;
            }

            if (common < node.Partial.Length)
            {
                return null;
            }

            at += common;
            node = node.Children?[Nibbles.At(key, at)];
            at++;
        }

        return null;
    }

    internal static TrieNode? Find(TrieNode? node, ReadOnlySpan<byte> key)
    {
        int at = 0;
        int count = Nibbles.Count(key);
        while (node is not null)
        {
            byte[] partial = node.Partial;
            if (Nibbles.CommonLength(partial, key, at) != partial.Length)
            {
                return null;
            }

            at += partial.Length;
            if (at == count)
            {
                return node.HasValue ? node : null;
            }

            node = node.Children?[Nibbles.At(key, at)];
            at++;
        }

        return null;
    }

    internal static TrieNode Put(TrieNode? root, ReadOnlySpan<byte> key, object value, object owner) => Put(root, key, 0, value, owner);

    /// <summary>Removes a key.</summary>
    /// <returns>The new root, or the old one where there is no such key.</returns>
    internal static TrieNode? Remove(TrieNode? root, ReadOnlySpan<byte> key, object owner) =>
        Find(root, key) is null ? root : Remove(root!, key, 0, owner);

    private static TrieNode Put(TrieNode? node, ReadOnlySpan<byte> key, int at, object value, object owner)
    {
        if (node is null)
        {
            return new TrieNode(Nibbles.From(key, at), value, null, owner);
        }

        byte[] partial = node.Partial;
        int common = Nibbles.CommonLength(partial, key, at);
        bool ends = at + common == Nibbles.Count(key);
        TrieNode result;
        if (common == partial.Length)
        {
            result = node.OwnedBy(owner);
        }
        else
        {
            result = new TrieNode(partial[..common], null, null, owner);
            result.SetChild(partial[common], node.WithPartial(partial[(common + 1)..], owner));
        }

        if (ends)
        {
            result.SetValue(value);
        }
        else
        {
            int branch = Nibbles.At(key, at + common);
            result.SetChild(branch, Put(result.Children?[branch], key, at + common + 1, value, owner));
        }

        return result;
    }

    private static TrieNode? Remove(TrieNode node, ReadOnlySpan<byte> key, int at, object owner)
    {
        at += node.Partial.Length;
        TrieNode result = node.OwnedBy(owner);
        if (at == Nibbles.Count(key))
        {
            result.SetValue(null);
        }
        else
        {
            int branch = Nibbles.At(key, at);
            result.SetChild(branch, Remove(result.Children![branch]!, key, at + 1, owner));
        }

        return result.HasValue ? result : Shorten(result, owner);
    }

    // A node without a value needs two children at least: with one it becomes one with it, without any it goes.
    private static TrieNode? Shorten(TrieNode node, object owner)
    {
        int only = -1;
        for (int i = 0; i < (node.Children?.Length ?? 0); i++)
        {
            if (node.Children![i] is not null)
            {
                if (only >= 0)
                {
                    return node;
                }

                only = i;
            }
        }

        if (only < 0)
        {
            return null;
        }

        TrieNode child = node.Children![only]!;
        return child.WithPartial([.. node.Partial, (byte)only, .. child.Partial], owner);
    }
}
