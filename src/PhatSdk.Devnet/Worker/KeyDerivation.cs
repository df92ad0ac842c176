using System.Security.Cryptography;
using PhatSdk.Crypto;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// Phala's derivation of sr25519 keys: HKDF-SHA256 over the parent's secret key of 64 bytes, under a fixed salt, gives the child's seed.
/// Source: <c>crates/phala-crypto/src/sr25519.rs</c> of Phala-Network/phala-blockchain.
/// </summary>
internal static class KeyDerivation
{
    /// <summary>The size of a secret key: the scalar in canonical form, then the nonce.</summary>
    public const int SecretKeySize = 64;

    private const int SeedSize = 32;

    private static ReadOnlySpan<byte> Salt =>
    [
        0x18, 0xe8, 0x76, 0xad, 0xfa, 0x74, 0xcc, 0x74, 0x3b, 0x4b, 0x7d, 0x7f, 0x92, 0xc9, 0x6e, 0x03,
        0xde, 0x55, 0x9a, 0x3c, 0x15, 0x27, 0x05, 0x81, 0xfc, 0xe4, 0x45, 0x96, 0x3d, 0x90, 0xf8, 0x5e,
    ];

    /// <summary>Derives a key.</summary>
    /// <param name="parent">The parent: sr25519.</param>
    /// <param name="info">What the child is for: the parts that Phala lists, one after the other.</param>
    public static Keypair Derive(Keypair parent, ReadOnlySpan<byte> info)
    {
        Span<byte> secretKey = stackalloc byte[SecretKeySize];
        Span<byte> seed = stackalloc byte[SeedSize];
        try
        {
            parent.ExportSecretKey(secretKey);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secretKey, seed, Salt, info);
            return Keypair.FromSeed(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secretKey);
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
