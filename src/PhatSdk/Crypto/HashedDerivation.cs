using System.Security.Cryptography;
using PhatSdk.Scale;

namespace PhatSdk.Crypto;

/// <summary>Hard junctions of the schemes whose keys cannot be added up: BLAKE2b-256 of the SCALE encoding of (label, seed, chain code), as <c>sp-core</c> has it.</summary>
internal static class HashedDerivation
{
    public static void Derive(ReadOnlySpan<byte> label, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> chainCode, Span<byte> childSeed)
    {
        Span<byte> buffer = stackalloc byte[96];
        ScaleWriter writer = new(buffer);
        writer.WriteBytes(label);
        writer.WriteRaw(seed);
        writer.WriteRaw(chainCode);
        Blake2b.Hash(writer.WrittenSpan, childSeed);
        writer.Dispose();
        CryptographicOperations.ZeroMemory(buffer);
    }
}
