using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>A way to sign: key and signature sizes, verification. Keys are made and used by <see cref="Keypair"/>.</summary>
public abstract class SignatureAlgorithm
{
    /// <summary>The size of a seed in bytes, the same for all: what <c>sp-core</c> calls a seed, and schnorrkel a mini secret.</summary>
    public const int SeedSize = 32;

    private protected SignatureAlgorithm(SignatureScheme scheme, int publicKeySize, int signatureSize, int secretKeySize)
    {
        Scheme = scheme;
        PublicKeySize = publicKeySize;
        SignatureSize = signatureSize;
        SecretKeySize = secretKeySize;
    }

    /// <summary>Schnorr signatures on Ristretto: what accounts of Substrate chains use as a rule.</summary>
    public static Sr25519 Sr25519 { get; } = new();

    /// <summary>Ed25519.</summary>
    public static Ed25519 Ed25519 { get; } = new();

    /// <summary>ECDSA on secp256k1 over BLAKE2b-256.</summary>
    public static Ecdsa Ecdsa { get; } = new();

    /// <summary>ECDSA on secp256k1 over Keccak-256.</summary>
    public static EthereumEcdsa Ethereum { get; } = new();

    /// <summary>The scheme's name.</summary>
    public SignatureScheme Scheme { get; }

    /// <summary>The size of a public key in bytes.</summary>
    public int PublicKeySize { get; }

    /// <summary>The size of a signature in bytes.</summary>
    public int SignatureSize { get; }

    /// <summary>The size in bytes of what <see cref="ExpandSeed"/> makes of a seed.</summary>
    internal int SecretKeySize { get; }

    /// <summary>Verifies a signature. A key or a signature of another length is refused like any wrong one.</summary>
    /// <param name="publicKey">The public key, <see cref="PublicKeySize"/> bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature, <see cref="SignatureSize"/> bytes.</param>
    /// <returns>Whether the key signed the message.</returns>
    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeySize && signature.Length == SignatureSize && VerifyCore(publicKey, message, signature);

    /// <summary>
    /// Verifies many signatures, as many calls of <see cref="Verify"/> would, and no faster: the libraries beneath cannot multiply many points at once, without which a batch gains nothing.
    /// </summary>
    /// <param name="batch">The signatures.</param>
    /// <returns>The place of the first that is wrong; -1 where all are good.</returns>
    public int IndexOfInvalid(ReadOnlySpan<SignedMessage> batch)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            if (!Verify(batch[i].PublicKey.Span, batch[i].Message.Span, batch[i].Signature.Span))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The scheme's name.</summary>
    /// <returns>As <see cref="Scheme"/>.</returns>
    public override string ToString() => Scheme.ToString();

    internal abstract void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> secretKey);

    internal abstract void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey);

    internal abstract AccountId AccountIdOf(ReadOnlySpan<byte> publicKey);

    internal abstract void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature);

    /// <summary>The child's seed of a hard junction.</summary>
    internal abstract void DeriveHard(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, Span<byte> childSeed);

    /// <summary>The child's secret key of a soft junction.</summary>
    /// <exception cref="ArgumentException">The scheme has no soft derivation.</exception>
    internal virtual void DeriveSoft(
        ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode, Span<byte> childSecretKey) =>
        throw new ArgumentException($"{Scheme} keys have hard junctions (//name) only", nameof(chainCode));

    private protected abstract bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
