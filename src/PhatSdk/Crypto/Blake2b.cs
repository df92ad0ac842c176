using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>BLAKE2b (RFC 7693) without a key: <c>blake2_64</c> to <c>blake2_512</c> of <c>sp-crypto-hashing</c>.</summary>
public static class Blake2b
{
    /// <summary>Hashes to 256 bits: <c>blake2_256</c>, the hash of blocks, extrinsics and code.</summary>
    /// <param name="data">What is hashed.</param>
    /// <returns>The hash.</returns>
    public static Hash256 Hash256(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Primitives.Hash256.Size];
        GenericHash.Blake2b(data, digest);
        return new Hash256(digest);
    }

    /// <summary>Hashes to as many bytes as the destination has. The length goes into the hash: a short one is no beginning of a longer one.</summary>
    /// <param name="data">What is hashed; may overlap <paramref name="destination"/>.</param>
    /// <param name="destination">The digest: 1 to 64 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (destination.Length is 0 or > GenericHash.MaximumSize)
        {
            throw new ArgumentException($"a BLAKE2b digest has 1 to {GenericHash.MaximumSize} bytes, not {destination.Length}", nameof(destination));
        }

        GenericHash.Blake2b(data, destination);
    }
}
