using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.State;

/// <summary>
/// Roots of tries: base-16 Patricia–Merkle over BLAKE2b-256, nodes encoded as <c>sp-trie</c> does (the Polkadot specification's appendix on the
/// state trie). Values that were computed before are reused.
/// </summary>
internal static class TrieHash
{
    private const int LongestInlineValue = 32;

    /// <summary>The root of a trie, the empty one included.</summary>
    internal static Hash256 Root(TrieNode? node, StateVersion version)
    {
        if (node is null)
        {
            return Blake2b.Hash256([0]);
        }

        byte[] merkle = Merkle(node, version);
        return merkle.Length == Hash256.Size ? new Hash256(merkle) : Blake2b.Hash256(merkle);
    }

    /// <summary>The root of the trie of a list's items under their compact-encoded indices.</summary>
    internal static Hash256 OrderedRoot(IReadOnlyList<byte[]> items, StateVersion version)
    {
        object owner = new();
        TrieNode? root = null;
        Span<byte> buffer = stackalloc byte[8];
        for (int i = 0; i < items.Count; i++)
        {
            ScaleWriter key = new(buffer);
            key.WriteCompact((uint)i);
            root = TrieEdit.Put(root, key.WrittenSpan, items[i], owner);
        }

        return Root(root, version);
    }

    /// <summary>What stands for a node in its parent: its encoding where that is shorter than a hash, else the hash.</summary>
    internal static byte[] Merkle(TrieNode node, StateVersion version)
    {
        byte[]? known = node.Merkle(version);
        if (known is not null)
        {
            return known;
        }

        // Children first, so that no buffer stands on the stack while going down.
        foreach (TrieNode? child in node.Children ?? [])
        {
            if (child is not null)
            {
                _ = Merkle(child, version);
            }
        }

        byte[] merkle = EncodeAndHash(node, version);
        node.SetMerkle(version, merkle);
        return merkle;
    }

    /// <summary>Whether a node's value is a node of its own.</summary>
    internal static bool IsValueApart(TrieNode node, StateVersion version) =>
        version == StateVersion.V1 && node.HasValue && node.Value(version).Length > LongestInlineValue;

    /// <summary>A node's encoding.</summary>
    internal static byte[] Encode(TrieNode node, StateVersion version)
    {
        ScaleWriter writer = new(stackalloc byte[768]);
        try
        {
            Encode(ref writer, node, version);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Appends a node's encoding. Its children's merkle values are known or computed.</summary>
    internal static void Encode(ref ScaleWriter writer, TrieNode node, StateVersion version)
    {
        ReadOnlySpan<byte> value = node.HasValue ? node.Value(version).Span : default;
        bool isHashed = version == StateVersion.V1 && value.Length > LongestInlineValue;
        bool isBranch = HasChildren(node);
        WriteHeader(ref writer, node.Partial.Length, isBranch, node.HasValue, isHashed);
        WritePartial(ref writer, node.Partial);
        if (isBranch)
        {
            ushort bitmap = 0;
            for (int i = 0; i < node.Children!.Length; i++)
            {
                bitmap |= (ushort)(node.Children[i] is null ? 0 : 1 << i);
            }

            writer.WriteUInt16(bitmap);
        }

        if (isHashed)
        {
            writer.WriteRaw(node.ValueHash());
        }
        else if (node.HasValue)
        {
            writer.WriteBytes(value);
        }

        if (isBranch)
        {
            foreach (TrieNode? child in node.Children!)
            {
                if (child is not null)
                {
                    writer.WriteBytes(Merkle(child, version));
                }
            }
        }
    }

    private static byte[] EncodeAndHash(TrieNode node, StateVersion version)
    {
        ScaleWriter writer = new(stackalloc byte[768]);
        try
        {
            Encode(ref writer, node, version);
            return writer.Length < Hash256.Size ? writer.ToArray() : Blake2b.Hash256(writer.WrittenSpan).ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static bool HasChildren(TrieNode node)
    {
        foreach (TrieNode? child in node.Children ?? [])
        {
            if (child is not null)
            {
                return true;
            }
        }

        return false;
    }

    // Two to four bits say what the node is, the rest of the byte counts nibbles; what does not fit goes on in further bytes.
    private static void WriteHeader(ref ScaleWriter writer, int nibbles, bool isBranch, bool hasValue, bool isHashed)
    {
        (int kind, int most) = (isBranch, hasValue, isHashed) switch
        {
            (false, _, false) => (0b01_000000, 0b111111),
            (false, _, true) => (0b001_00000, 0b11111),
            (true, false, _) => (0b10_000000, 0b111111),
            (true, true, false) => (0b11_000000, 0b111111),
            (true, true, true) => (0b0001_0000, 0b1111),
        };
        if (nibbles < most)
        {
            writer.WriteByte((byte)(kind | nibbles));
            return;
        }

        writer.WriteByte((byte)(kind | most));
        nibbles -= most;
        for (; nibbles >= byte.MaxValue; nibbles -= byte.MaxValue)
        {
            writer.WriteByte(byte.MaxValue);
        }

        writer.WriteByte((byte)nibbles);
    }

    private static void WritePartial(ref ScaleWriter writer, ReadOnlySpan<byte> partial)
    {
        if ((partial.Length & 1) != 0)
        {
            writer.WriteByte(partial[0]);
            partial = partial[1..];
        }

        for (int i = 0; i < partial.Length; i += 2)
        {
            writer.WriteByte((byte)(partial[i] << 4 | partial[i + 1]));
        }
    }
}
