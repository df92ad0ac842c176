using System.Buffers.Binary;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.State;

/// <summary>
/// Checks read proofs, from nodes and a root alone: written from the Polkadot specification's appendix on the state trie, without what the
/// devnet makes proofs with.
/// </summary>
internal sealed class TrieProofReader(IEnumerable<byte[]> nodes)
{
    private readonly Dictionary<Hash256, byte[]> _nodes = nodes.ToDictionary(static node => Blake2b.Hash256(node));

    /// <summary>A key's value; null where the proof shows that there is none.</summary>
    /// <exception cref="InvalidDataException">The proof does not show it.</exception>
    public byte[]? Read(Hash256 root, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<char> path = Convert.ToHexStringLower(key);
        byte[] node = Resolve(root);
        while (true)
        {
            ScaleReader reader = new(node);
            (Kind kind, int length) = ReadHeader(ref reader);
            if (kind == Kind.Empty)
            {
                return null;
            }

            string partial = Convert.ToHexStringLower(reader.ReadRaw((length + 1) / 2))[(length & 1)..];
            ushort bitmap = kind is Kind.Branch or Kind.BranchWithValue or Kind.BranchWithHash ? BinaryPrimitives.ReadUInt16LittleEndian(reader.ReadRaw(2)) : (ushort)0;
            byte[]? value = kind switch
            {
                Kind.Leaf or Kind.BranchWithValue => reader.ReadBytes().ToArray(),
                Kind.LeafWithHash or Kind.BranchWithHash => reader.ReadRaw(Hash256.Size).ToArray(),
                _ => null,
            };
            if (!path.StartsWith(partial))
            {
                return null;
            }

            path = path[partial.Length..];
            if (path.IsEmpty)
            {
                return kind is Kind.LeafWithHash or Kind.BranchWithHash ? Resolve(new Hash256(value)) : value;
            }

            int branch = Convert.ToInt32(path[..1].ToString(), 16);
            path = path[1..];
            if ((bitmap & (1 << branch)) == 0)
            {
                return null;
            }

            byte[] child = [];
            for (int i = 0; i <= branch; i++)
            {
                child = (bitmap & (1 << i)) != 0 ? reader.ReadBytes().ToArray() : child;
            }

            node = child.Length == Hash256.Size ? Resolve(new Hash256(child)) : child;
        }
    }

    private static (Kind Kind, int Length) ReadHeader(ref ScaleReader reader)
    {
        byte first = reader.ReadByte();
        (Kind kind, int bits) = first switch
        {
            0 => (Kind.Empty, 0),
            >= 0b11_000000 => (Kind.BranchWithValue, 6),
            >= 0b10_000000 => (Kind.Branch, 6),
            >= 0b01_000000 => (Kind.Leaf, 6),
            >= 0b001_00000 => (Kind.LeafWithHash, 5),
            >= 0b0001_0000 => (Kind.BranchWithHash, 4),
            _ => throw new InvalidDataException($"0x{first:x2} begins no node"),
        };
        int most = (1 << bits) - 1;
        int length = first & most;
        if (kind == Kind.Empty || length < most)
        {
            return (kind, length);
        }

        byte more;
        do
        {
            more = reader.ReadByte();
            length += more;
        }
        while (more == byte.MaxValue);

        return (kind, length);
    }

    private byte[] Resolve(Hash256 hash) =>
        _nodes.GetValueOrDefault(hash) ?? throw new InvalidDataException($"the proof has no node {hash}");

    private enum Kind
    {
        Empty,
        Leaf,
        LeafWithHash,
        Branch,
        BranchWithValue,
        BranchWithHash,
    }
}
