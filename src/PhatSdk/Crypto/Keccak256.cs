using PhatSdk.Crypto.Keccak;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>Keccak-256 with the padding of the original submission, as Ethereum and <c>sp-crypto-hashing</c> have it; not SHA3-256.</summary>
public static class Keccak256
{
    /// <summary>Hashes to 256 bits.</summary>
    /// <param name="data">What is hashed.</param>
    /// <returns>The hash.</returns>
    public static Hash256 Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        KeccakSponge.Hash(data, digest);
        return new Hash256(digest);
    }

    /// <summary>Hashes to 256 bits.</summary>
    /// <param name="data">What is hashed; may overlap <paramref name="destination"/>.</param>
    /// <param name="destination">The hash: exactly 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (destination.Length != Hash256.Size)
        {
            throw new ArgumentException($"a Keccak-256 hash has {Hash256.Size} bytes, not {destination.Length}", nameof(destination));
        }

        KeccakSponge.Hash(data, destination);
    }
}
