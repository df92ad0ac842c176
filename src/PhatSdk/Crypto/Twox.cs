using System.Buffers.Binary;
using System.IO.Hashing;

namespace PhatSdk.Crypto;

/// <summary>
/// xxHash64, alone or several with the seeds 0, 1, 2 and 3 in a row: <c>twox_64</c>, <c>twox_128</c> and <c>twox_256</c> of <c>sp-crypto-hashing</c>.
/// Fast, and no cryptographic hash: storage keys of pallets' and entries' names are made with it.
/// </summary>
public static class Twox
{
    private const int PartSize = sizeof(ulong);

    /// <summary>Hashes to 64 bits.</summary>
    /// <param name="data">What is hashed.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The hash; <see cref="Hash"/> writes it in little-endian order.</returns>
    public static ulong Hash64(ReadOnlySpan<byte> data, ulong seed = 0) => XxHash64.HashToUInt64(data, unchecked((long)seed));

    /// <summary>Hashes to 8, 16 or 32 bytes: <c>twox_64</c>, <c>twox_128</c>, <c>twox_256</c>.</summary>
    /// <param name="data">What is hashed; may not overlap <paramref name="destination"/>.</param>
    /// <param name="destination">The hash: 8, 16 or 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length, or overlaps <paramref name="data"/>.</exception>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (destination.Length is not (8 or 16 or 32))
        {
            throw new ArgumentException($"a twox hash has 8, 16 or 32 bytes, not {destination.Length}", nameof(destination));
        }

        if (data.Overlaps(destination))
        {
            throw new ArgumentException("the hash would be written over what is hashed", nameof(destination));
        }

        for (int offset = 0; offset < destination.Length; offset += PartSize)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[offset..], Hash64(data, (ulong)(offset / PartSize)));
        }
    }
}
