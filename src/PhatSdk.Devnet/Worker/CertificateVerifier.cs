using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// Finds out in whose name a query is asked. The checks and their order are those of
/// <c>crates/phactory/api/src/crypto.rs</c> of Phala-Network/phala-blockchain.
/// </summary>
internal static class CertificateVerifier
{
    private const int MaxDepth = 2;
    private const int KeySize = 32;
    private const int CompressedKeySize = 33;
    private const int UncompressedKeySize = 64;
    private const int RecoverableSignatureSize = 65;
    private const int EthereumAddressSize = 20;
    private const byte EthereumV = 27;

    private static ReadOnlySpan<byte> EthereumSuffix => "@evm_address"u8;

    /// <summary>Verifies a query's signature and the certificates under it.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="query">The query's sealed bytes, which it is over.</param>
    /// <param name="block">The block at which certificates must still hold.</param>
    /// <returns>The account at the root of the chain.</returns>
    public static Result<AccountId, CertificateError> Verify(Signature signature, ReadOnlyMemory<byte> query, uint block) =>
        Verify(signature, new SignedContent(query, null), block, MaxDepth);

    private static Result<AccountId, CertificateError> Verify(Signature signature, SignedContent content, uint block, int depth)
    {
        if (depth == 0)
        {
            return Failed(CertificateError.TooLongCertificateChain);
        }

        if (!Enum.IsDefined(signature.SignatureType))
        {
            return Failed(CertificateError.InvalidSignatureType);
        }

        if (signature.SignedBy is not Certificate certificate)
        {
            return Failed(CertificateError.CertificateMissing);
        }

        CertificateBody body;
        try
        {
            // Bytes after the body are no fault, as where SCALE is decoded from a stream.
            ScaleReader reader = new(certificate.EncodedBody.Span);
            body = reader.Read<CertificateBody>();
        }
        catch (ScaleException)
        {
            return Failed(CertificateError.DecodeFailed);
        }

        if (body.TimeToLive < block)
        {
            return Failed(CertificateError.CertificateExpired);
        }

        Result<AccountId, CertificateError> signer = Recover(body.PublicKey.Span, signature, content);
        return signer.IsOk && certificate.Signature is not null
            ? Verify(certificate.Signature, new SignedContent(ScaleCodec.Encode(body), body.TimeToLive), block, depth - 1)
            : signer;
    }

    private static Result<AccountId, CertificateError> Recover(ReadOnlySpan<byte> publicKey, Signature signature, SignedContent content) =>
        signature.SignatureType switch
        {
            SignatureType.Ed25519 => VerifyEd25519(publicKey, signature, content.Bytes.Span),
            SignatureType.Sr25519 => VerifySr25519(publicKey, signature, content.Bytes.Span),
            SignatureType.Ecdsa => VerifyEcdsa(publicKey, signature, content.Bytes.Span, isEthereum: false),
            SignatureType.Ed25519WrapBytes => VerifyEd25519(publicKey, signature, content.ToWrappedBytes()),
            SignatureType.Sr25519WrapBytes => VerifySr25519(publicKey, signature, content.ToWrappedBytes()),
            SignatureType.EcdsaWrapBytes => VerifyEcdsa(publicKey, signature, content.ToWrappedBytes(), isEthereum: false),
            SignatureType.EvmEcdsa => VerifyEcdsa(publicKey, signature, content.Bytes.Span, isEthereum: true),
            SignatureType.EvmEcdsaWrapBytes => VerifyEcdsa(publicKey, signature, content.ToWrappedBytes(), isEthereum: true),
            _ => RecoverEthereum(publicKey, signature.Signature_.Span, content.ToTypedDataHash().Span),
        };

    private static Result<AccountId, CertificateError> VerifyEd25519(ReadOnlySpan<byte> publicKey, Signature signature, ReadOnlySpan<byte> message) =>
        publicKey.Length != KeySize ? Failed(CertificateError.InvalidPublicKey)
        : HostCrypto.VerifyEd25519(publicKey, message, signature.Signature_.Span) ? Signed(publicKey)
        : Failed(CertificateError.InvalidSignature);

    private static Result<AccountId, CertificateError> VerifySr25519(ReadOnlySpan<byte> publicKey, Signature signature, ReadOnlySpan<byte> message) =>
        publicKey.Length != KeySize ? Failed(CertificateError.InvalidPublicKey)
        : HostCrypto.VerifySr25519(publicKey, message, signature.Signature_.Span) ? Signed(publicKey)
        : Failed(CertificateError.InvalidSignature);

    private static Result<AccountId, CertificateError> VerifyEcdsa(
        ReadOnlySpan<byte> publicKey, Signature signature, ReadOnlySpan<byte> message, bool isEthereum)
    {
        if (publicKey.Length != CompressedKeySize)
        {
            return Failed(CertificateError.InvalidPublicKey);
        }

        if (!HostCrypto.VerifyEcdsa(publicKey, message, signature.Signature_.Span))
        {
            return Failed(CertificateError.InvalidSignature);
        }

        return isEthereum
            ? RecoverEthereum(publicKey, signature.Signature_.Span, Blake2b.Hash256(message).Span)
            : Signed(Blake2b.Hash256(publicKey).Span);
    }

    private static Result<AccountId, CertificateError> RecoverEthereum(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> hash)
    {
        if (signature.Length != RecoverableSignatureSize)
        {
            return Failed(CertificateError.InvalidSignature);
        }

        Span<byte> normal = stackalloc byte[RecoverableSignatureSize];
        signature.CopyTo(normal);
        if (normal[^1] >= EthereumV)
        {
            normal[^1] -= EthereumV;
        }

        Span<byte> compressed = stackalloc byte[CompressedKeySize];
        Span<byte> uncompressed = stackalloc byte[UncompressedKeySize];
        if (HostCrypto.Recover(normal, hash, compressed) != EcdsaRecovery.Recovered
            || HostCrypto.Recover(normal, hash, uncompressed) != EcdsaRecovery.Recovered
            || !compressed.SequenceEqual(publicKey))
        {
            return Failed(CertificateError.InvalidSignature);
        }

        Hash256 keyHash = Keccak256.Hash(uncompressed);
        return Signed([.. keyHash.Span[^EthereumAddressSize..], .. EthereumSuffix]);
    }

    private static Result<AccountId, CertificateError> Signed(ReadOnlySpan<byte> account) =>
        Result<AccountId, CertificateError>.Ok(new AccountId(account));

    private static Result<AccountId, CertificateError> Failed(CertificateError error) => Result<AccountId, CertificateError>.Err(error);
}
