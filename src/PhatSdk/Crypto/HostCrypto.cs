using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Schnorr;
using PhatSdk.Crypto.Sodium;

namespace PhatSdk.Crypto;

/// <summary>
/// Signature checks exactly as <c>sp-core</c>'s host functions make them, for those who host runtimes: a chain must say of each signature what every other node says.
/// Everybody else takes <see cref="SignatureAlgorithm.Verify"/>, which is stricter.
/// </summary>
public static class HostCrypto
{
    private const int CoordinatesSize = 64;
    private const byte EthereumOffset = 27;

    /// <summary>
    /// <c>ext_crypto_sr25519_verify_version_2</c>: schnorrkel's rules in the context <c>substrate</c>. The identity, 32 zero bytes, is taken as a public key.
    /// </summary>
    /// <param name="publicKey">The public key, 32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature, 64 bytes.</param>
    /// <returns>Whether the signature is good; false for another length too.</returns>
    public static bool VerifySr25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == Schnorrkel.PublicKeySize && signature.Length == Schnorrkel.SignatureSize && Schnorrkel.Verify(publicKey, message, signature);

    /// <summary>
    /// <c>ext_crypto_ed25519_verify_version_1</c>: the rules of ZIP-215, by which keys and signatures of small order, and encodings that are not canonical, are taken.
    /// </summary>
    /// <inheritdoc cref="VerifySr25519"/>
    public static bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == SodiumEd25519.PublicKeySize
        && signature.Length == SodiumEd25519.SignatureSize
        && SodiumEd25519.VerifyZip215(publicKey, message, signature);

    /// <summary>
    /// <c>ext_crypto_ecdsa_verify_version_2</c>: the key is recovered from the signature over BLAKE2b-256 and compared. The recovery number is 0 to 3; s may be in either half.
    /// </summary>
    /// <param name="publicKey">The public key, 33 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature, 65 bytes.</param>
    /// <returns>Whether the signature is good; false for another length too.</returns>
    public static bool VerifyEcdsa(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != Secp256k1.CompressedSize || signature.Length != Secp256k1.SignatureSize)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[Secp256k1.HashSize];
        Span<byte> uncompressed = stackalloc byte[Secp256k1.UncompressedSize];
        Span<byte> compressed = stackalloc byte[Secp256k1.CompressedSize];
        Blake2b.Hash(message, hash);
        if (Secp256k1.Recover(signature, signature[^1], hash, uncompressed) is not EcdsaRecovery.Recovered)
        {
            return false;
        }

        Secp256k1.Compress(uncompressed, compressed);
        return compressed.SequenceEqual(publicKey);
    }

    /// <summary>
    /// <c>ext_crypto_secp256k1_ecdsa_recover_version_2</c> and <c>…_compressed_version_2</c>: recovers the public key of a signature over a hash.
    /// The recovery number is 0 to 3, or 27 to 30 as Ethereum counts.
    /// </summary>
    /// <param name="signature">The signature: 65 bytes, the recovery number last.</param>
    /// <param name="hash">The hash: 32 bytes.</param>
    /// <param name="publicKey">Where the key goes: 64 bytes for its two coordinates, 33 for its compressed form. Only a success writes to it.</param>
    /// <returns>Whether the key was recovered, or why not.</returns>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public static EcdsaRecovery Recover(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> hash, Span<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Secp256k1.SignatureSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, Secp256k1.HashSize);
        if (publicKey.Length is not (CoordinatesSize or Secp256k1.CompressedSize))
        {
            throw new ArgumentException($"a public key of secp256k1 has {CoordinatesSize} or {Secp256k1.CompressedSize} bytes, not {publicKey.Length}", nameof(publicKey));
        }

        byte recovery = signature[^1];
        Span<byte> uncompressed = stackalloc byte[Secp256k1.UncompressedSize];
        EcdsaRecovery result = Secp256k1.Recover(signature, recovery >= EthereumOffset ? (byte)(recovery - EthereumOffset) : recovery, hash, uncompressed);
        if (result is not EcdsaRecovery.Recovered)
        {
            return result;
        }

        if (publicKey.Length == CoordinatesSize)
        {
            uncompressed[1..].CopyTo(publicKey);
        }
        else
        {
            Secp256k1.Compress(uncompressed, publicKey);
        }

        return result;
    }

    /// <summary><c>ecdsa::Pair::sign_prehashed</c> of <c>sp-core</c>, which Phala's contracts reach: signs a hash by RFC 6979.</summary>
    /// <param name="secretKey">The secret key of secp256k1, 32 bytes.</param>
    /// <param name="hash">The hash: 32 bytes.</param>
    /// <param name="signature">Where the signature goes: 65 bytes, the recovery number (0 to 3) last.</param>
    /// <exception cref="ArgumentException">A length is another one, or the key is none.</exception>
    public static void SignEcdsaPrehashed(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, Secp256k1.HashSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Secp256k1.SignatureSize);
        if (secretKey.Length != Secp256k1.SecretKeySize || !Secp256k1.IsSecretKey(secretKey))
        {
            throw new ArgumentException($"no secret key of secp256k1, which is {Secp256k1.SecretKeySize} bytes, not zero and below the order", nameof(secretKey));
        }

        Secp256k1.Sign(secretKey, hash, signature);
    }
}
