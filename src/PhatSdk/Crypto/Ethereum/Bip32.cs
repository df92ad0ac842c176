using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>Keys of a tree, on secp256k1, by BIP-32. A node is its secret key and then its chain code, 32 bytes each. Not constant in time, as <see cref="Secp256k1"/>.</summary>
internal static class Bip32
{
    public const int NodeSize = 64;

    private const int KeySize = Secp256k1.SecretKeySize;
    private const uint HardenedBit = 1u << 31;
    private const int MaximumDepth = 255;

    /// <summary>The node at a path below the master node of a seed.</summary>
    /// <exception cref="FormatException">The path is none.</exception>
    /// <exception cref="CryptographicException">There is no key at the path, which happens once in 2^127 times.</exception>
    public static void Derive(ReadOnlySpan<byte> seed, ReadOnlySpan<char> path, Span<byte> node)
    {
        uint[] indices = Parse(path);
        HMACSHA512.HashData("Bitcoin seed"u8, seed, node);
        if (!Secp256k1.IsSecretKey(node[..KeySize]))
        {
            throw new CryptographicException("the seed has no master key of BIP-32");
        }

        foreach (uint index in indices)
        {
            DeriveChild(node, index);
        }
    }

    private static void DeriveChild(Span<byte> node, uint index)
    {
        Span<byte> data = stackalloc byte[1 + KeySize + sizeof(uint)];
        Span<byte> hash = stackalloc byte[NodeSize];
        if (index >= HardenedBit)
        {
            data[0] = 0;
            node[..KeySize].CopyTo(data[1..]);
        }
        else
        {
            Secp256k1.PublicKeyOf(node[..KeySize], data[..(1 + KeySize)]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(data[^sizeof(uint)..], index);
        HMACSHA512.HashData(node[KeySize..], data, hash);
        bool isKey = Secp256k1.TryAddSecretKeys(node[..KeySize], hash[..KeySize], node[..KeySize]);
        hash[KeySize..].CopyTo(node[KeySize..]);
        CryptographicOperations.ZeroMemory(data);
        CryptographicOperations.ZeroMemory(hash);
        if (!isKey)
        {
            throw new CryptographicException($"index {index} has no key of BIP-32: take the next one");
        }
    }

    private static uint[] Parse(ReadOnlySpan<char> path)
    {
        if (path is not ['m', ..] || (path.Length > 1 && path[1] != '/'))
        {
            throw new FormatException($"\"{path}\" is no path of BIP-32: it does not begin with m/");
        }

        if (path.Count('/') > MaximumDepth)
        {
            throw new FormatException($"a path of BIP-32 has at most {MaximumDepth} steps, not {path.Count('/')}");
        }

        uint[] indices = new uint[path.Count('/')];
        ReadOnlySpan<char> steps = path.Length > 1 ? path[2..] : [];
        int count = 0;
        foreach (Range range in steps.Split('/'))
        {
            if (indices.Length > 0)
            {
                indices[count++] = ParseStep(steps[range]);
            }
        }

        return indices;
    }

    private static uint ParseStep(ReadOnlySpan<char> step)
    {
        bool isHardened = step is [.., '\'' or 'h' or 'H'];
        return uint.TryParse(isHardened ? step[..^1] : step, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && index < HardenedBit
            ? index | (isHardened ? HardenedBit : 0)
            : throw new FormatException($"\"{step}\" is no step of a BIP-32 path: a number below 2147483648, then an apostrophe if it is hardened");
    }
}
