using System.Security.Cryptography;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Crypto.Schnorr;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// Schnorr signatures on Ristretto with Merlin transcripts, compatible with <c>schnorrkel</c> 0.11 and <c>sp-core</c>: keys of 32 bytes, signatures of 64,
/// the signing context <c>substrate</c>. All that touches secrets runs in constant time.
/// </summary>
/// <remarks>
/// Stricter than schnorrkel in one point: the identity (32 zero bytes) is no public key here, as anyone can sign for it. <see cref="HostCrypto"/> takes it, as chains do.
/// Signatures without schnorrkel's mark, which old chains still take, are refused.
/// </remarks>
public sealed class Sr25519 : SignatureAlgorithm
{
    internal Sr25519()
        : base(SignatureScheme.Sr25519, Schnorrkel.PublicKeySize, Schnorrkel.SignatureSize, Schnorrkel.SecretKeySize)
    {
    }

    /// <summary>Signs in another context than <c>substrate</c>, so that the signature is none of a transaction.</summary>
    /// <param name="keypair">An sr25519 keypair.</param>
    /// <param name="context">The signing context.</param>
    /// <param name="message">The message.</param>
    /// <param name="signature">Where the signature goes: exactly 64 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="signature"/> has another length.</exception>
    /// <exception cref="NotSupportedException"><paramref name="keypair"/> is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="keypair"/> is disposed of.</exception>
    public void Sign(Keypair keypair, ReadOnlySpan<byte> context, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, SignatureSize);
        Span<byte> random = stackalloc byte[Schnorrkel.RandomSize];
        RandomNumberGenerator.Fill(random);
        Schnorrkel.Sign(Schnorrkel.Context(context), keypair.Sr25519SecretKey, keypair.PublicKey.Span, message, random, signature);
        GC.KeepAlive(keypair);
        CryptographicOperations.ZeroMemory(random);
    }

    /// <summary>Verifies a signature that was made in another context than <c>substrate</c>.</summary>
    /// <param name="publicKey">The public key, 32 bytes.</param>
    /// <param name="context">The signing context.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature, 64 bytes.</param>
    /// <returns>Whether the key signed the message in that context.</returns>
    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> context, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize || IsIdentity(publicKey))
        {
            return false;
        }

        MerlinTranscript transcript = Schnorrkel.Context(context);
        return Schnorrkel.Verify(transcript, publicKey, message, signature);
    }

    /// <summary>The public key of a soft junction's child, which needs no secret: what <c>/name</c> derives.</summary>
    /// <param name="publicKey">The parent's public key, 32 bytes.</param>
    /// <param name="junction">A soft junction.</param>
    /// <param name="childPublicKey">The child's public key, 32 bytes.</param>
    /// <exception cref="ArgumentException">The junction is hard, or a length is another one.</exception>
    /// <exception cref="CryptographicException">The public key is no point of the group.</exception>
    public void DerivePublicKey(ReadOnlySpan<byte> publicKey, DeriveJunction junction, Span<byte> childPublicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, PublicKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(childPublicKey.Length, PublicKeySize);
        if (junction.IsHard)
        {
            throw new ArgumentException("a hard junction needs the secret key", nameof(junction));
        }

        Span<byte> childChainCode = stackalloc byte[Schnorrkel.ChainCodeSize];
        if (!Schnorrkel.TryDeriveSoft(publicKey, junction.ChainCode, [], childPublicKey, childChainCode))
        {
            throw new CryptographicException($"{Hex.Format(publicKey)} is no sr25519 public key");
        }
    }

    internal override void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> secretKey) => Schnorrkel.Expand(seed, secretKey);

    internal override void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey) => Schnorrkel.PublicKeyOf(secretKey, publicKey);

    internal override AccountId AccountIdOf(ReadOnlySpan<byte> publicKey) => new(publicKey);

    internal override void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> random = stackalloc byte[Schnorrkel.RandomSize];
        RandomNumberGenerator.Fill(random);
        Schnorrkel.Sign(secretKey, publicKey, message, random, signature);
        CryptographicOperations.ZeroMemory(random);
    }

    internal override void DeriveHard(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, Span<byte> childSeed)
    {
        Span<byte> childChainCode = stackalloc byte[Schnorrkel.ChainCodeSize];
        Schnorrkel.DeriveHard(secretKey, chainCode, [], childSeed, childChainCode);
    }

    internal override void DeriveSoft(
        ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode, Span<byte> childSecretKey)
    {
        Span<byte> childChainCode = stackalloc byte[Schnorrkel.ChainCodeSize];
        Span<byte> random = stackalloc byte[Schnorrkel.RandomSize];
        RandomNumberGenerator.Fill(random);
        Schnorrkel.DeriveSoft(secretKey, publicKey, chainCode, [], random, childSecretKey, childChainCode);
        CryptographicOperations.ZeroMemory(random);
    }

    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        !IsIdentity(publicKey) && Schnorrkel.Verify(publicKey, message, signature);

    private static bool IsIdentity(ReadOnlySpan<byte> publicKey) => !publicKey.ContainsAnyExcept((byte)0);
}
