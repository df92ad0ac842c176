using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PhatSdk.Crypto.Keccak;

/// <summary>The hash functions of the Keccak submission, without SHA-3's domain bits: the capacity is twice the digest's length.</summary>
internal static class KeccakSponge
{
    private const byte FirstPaddingBit = 0x01;
    private const byte LastPaddingBit = 0x80;

    /// <summary>Hashes to 28, 32, 48 or 64 bytes, as long as <paramref name="destination"/> is.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        int rate = KeccakF1600.StateSize - (2 * destination.Length);
        Span<byte> state = stackalloc byte[KeccakF1600.StateSize];
        state.Clear();
        while (data.Length >= rate)
        {
            Absorb(state, data[..rate]);
            KeccakF1600.Permute(state);
            data = data[rate..];
        }

        Absorb(state, data);
        state[data.Length] ^= FirstPaddingBit;
        state[rate - 1] ^= LastPaddingBit;
        KeccakF1600.Permute(state);
        state[..destination.Length].CopyTo(destination);
        CryptographicOperations.ZeroMemory(state);
    }

    private static void Absorb(Span<byte> state, ReadOnlySpan<byte> block)
    {
        Span<ulong> lanes = MemoryMarshal.Cast<byte, ulong>(state);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(block);
        for (int i = 0; i < words.Length; i++)
        {
            lanes[i] ^= words[i];
        }

        for (int i = words.Length * sizeof(ulong); i < block.Length; i++)
        {
            state[i] ^= block[i];
        }
    }
}
