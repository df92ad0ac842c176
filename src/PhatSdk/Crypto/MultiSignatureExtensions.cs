using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>What crypto adds to <see cref="MultiSignature"/>.</summary>
public static class MultiSignatureExtensions
{
    /// <summary>Verifies a signature against an account, as <c>sp_runtime::MultiSignature</c> does: for ECDSA the key is recovered, and its hash is the account.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signer">Who signed.</param>
    /// <returns>Whether the account signed the message, by the rules of <see cref="SignatureAlgorithm.Verify"/>.</returns>
    public static bool Verify(this MultiSignature signature, ReadOnlySpan<byte> message, AccountId signer)
    {
        ReadOnlySpan<byte> bytes = signature.Bytes.Span;
        switch ((SignatureScheme)signature.Tag)
        {
            case SignatureScheme.Ed25519:
                return SignatureAlgorithm.Ed25519.Verify(signer.Span, message, bytes);
            case SignatureScheme.Sr25519:
                return SignatureAlgorithm.Sr25519.Verify(signer.Span, message, bytes);
            default:
                Span<byte> hash = stackalloc byte[Secp256k1.HashSize];
                Span<byte> publicKey = stackalloc byte[Secp256k1.CompressedSize];
                Blake2b.Hash(message, hash);
                return bytes.Length == Secp256k1.SignatureSize
                    && bytes[^1] < 4
                    && Secp256k1.HasLowS(bytes)
                    && HostCrypto.Recover(bytes, hash, publicKey) is EcdsaRecovery.Recovered
                    && SignatureAlgorithm.Ecdsa.AccountIdOf(publicKey) == signer;
        }
    }
}
