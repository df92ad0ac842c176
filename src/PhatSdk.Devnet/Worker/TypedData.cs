using System.Text;
using PhatSdk.Crypto;

namespace PhatSdk.Devnet.Worker;

/// <summary>Typed data of EIP-712, as far as Phala's certificates need it: fields of variable length only, in a domain with a salt.</summary>
internal static class TypedData
{
    private const int HashSize = 32;

    private static ReadOnlySpan<byte> Prefix => [0x19, 0x01];

    /// <summary>The hash that a wallet signs: 32 bytes.</summary>
    /// <param name="domain">The domain's name; its version is 1, its salt the hash of <c>phala/phat-contract</c>.</param>
    /// <param name="type">The type, as EIP-712 encodes types.</param>
    /// <param name="fields">The fields' bytes.</param>
    public static byte[] Hash(string domain, string type, ReadOnlySpan<ReadOnlyMemory<byte>> fields)
    {
        byte[] separator = HashOfHashes(
        [
            "EIP712Domain(string name,string version,bytes32 salt)"u8.ToArray(),
            Encoding.UTF8.GetBytes(domain),
            "1"u8.ToArray(),
            "phala/phat-contract"u8.ToArray(),
        ]);
        byte[] message = HashOfHashes([Encoding.UTF8.GetBytes(type), .. fields]);
        byte[] hash = new byte[HashSize];
        Keccak256.Hash([.. Prefix, .. separator, .. message], hash);
        return hash;
    }

    private static byte[] HashOfHashes(ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        byte[] hashes = new byte[parts.Length * HashSize];
        for (int i = 0; i < parts.Length; i++)
        {
            Keccak256.Hash(parts[i].Span, hashes.AsSpan(i * HashSize, HashSize));
        }

        byte[] hash = new byte[HashSize];
        Keccak256.Hash(hashes, hash);
        return hash;
    }
}
