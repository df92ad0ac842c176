using System.Security.Cryptography;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Crypto.Sodium;

namespace PhatSdk.Crypto.Schnorr;

/// <summary>
/// Schnorr signatures on Ristretto with Merlin transcripts, byte for byte as the crate <c>schnorrkel</c> 0.11 makes them. Lengths are the caller's care.
/// A secret key is the canonical scalar and then the nonce, 32 bytes each.
/// </summary>
internal static class Schnorrkel
{
    public const int SecretKeySize = 64;
    public const int PublicKeySize = 32;
    public const int SignatureSize = 64;
    public const int MiniSecretSize = 32;
    public const int ChainCodeSize = 32;
    public const int RandomSize = 32;

    private const int ScalarSize = Ristretto255.ScalarSize;
    private const byte Mark = 0x80;

    // Absorbed once; each use forks it.
    private static readonly MerlinTranscript SubstrateContext = Context("substrate"u8);
    private static readonly MerlinTranscript DerivationContext = new("SchnorrRistrettoHDKD"u8);

    /// <summary>The transcript that a signing context begins.</summary>
    public static MerlinTranscript Context(ReadOnlySpan<byte> context)
    {
        MerlinTranscript transcript = new("SigningContext"u8);
        transcript.Append([], context);
        return transcript;
    }

    /// <summary>Expands a mini secret as Substrate does, <c>ExpansionMode::Ed25519</c>: SHA-512, clamped, divided by the cofactor.</summary>
    public static void Expand(ReadOnlySpan<byte> miniSecret, Span<byte> secretKey)
    {
        SHA512.HashData(miniSecret, secretKey);
        secretKey[0] &= 0xf8;
        secretKey[ScalarSize - 1] &= 0x3f;
        secretKey[ScalarSize - 1] |= 0x40;
        DivideByCofactor(secretKey[..ScalarSize]);
    }

    /// <summary>Expands a mini secret by a transcript, <c>ExpansionMode::Uniform</c>.</summary>
    public static void ExpandUniform(ReadOnlySpan<byte> miniSecret, Span<byte> secretKey)
    {
        MerlinTranscript transcript = new("ExpandSecretKeys"u8);
        transcript.Append("mini"u8, miniSecret);
        ChallengeScalar(ref transcript, "sk"u8, secretKey[..ScalarSize]);
        transcript.Challenge("no"u8, secretKey[ScalarSize..]);
        transcript.Clear();
    }

    public static void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey) => Ristretto255.MultiplyBase(secretKey[..ScalarSize], publicKey);

    /// <summary>Signs in the context <c>substrate</c>.</summary>
    public static void Sign(
        ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> random, Span<byte> signature) =>
        Sign(SubstrateContext, secretKey, publicKey, message, random, signature);

    /// <summary>Signs in a context. The signature's own nonce comes from message, key, secret nonce and <paramref name="random"/>, so that it is safe where one of the last two is bad.</summary>
    public static void Sign(
        MerlinTranscript transcript,
        ReadOnlySpan<byte> secretKey,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> random,
        Span<byte> signature)
    {
        Span<byte> wide = stackalloc byte[Ristretto255.WideSize];
        Span<byte> witness = stackalloc byte[ScalarSize];
        Span<byte> challenge = stackalloc byte[ScalarSize];
        BeginProof(ref transcript, publicKey, message);
        transcript.Witness("signing"u8, secretKey[ScalarSize..], default, random, wide);
        Ristretto255.Reduce(wide, witness);
        Ristretto255.MultiplyBase(witness, signature[..ScalarSize]);
        transcript.Append("sign:R"u8, signature[..ScalarSize]);
        ChallengeScalar(ref transcript, "sign:c"u8, challenge);
        Ristretto255.MultiplyScalars(challenge, secretKey[..ScalarSize], challenge);
        Ristretto255.AddScalars(challenge, witness, signature[ScalarSize..]);
        signature[^1] |= Mark;
        CryptographicOperations.ZeroMemory(wide);
        CryptographicOperations.ZeroMemory(witness);
        CryptographicOperations.ZeroMemory(challenge);
    }

    /// <summary>Verifies in the context <c>substrate</c>.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Verify(SubstrateContext, publicKey, message, signature);

    /// <summary>
    /// Verifies in a context: the signature bears schnorrkel's mark (the last bit), its scalar is below the order, and the equation holds.
    /// The identity as public key is taken, as schnorrkel takes it: anyone can sign for it.
    /// </summary>
    public static bool Verify(MerlinTranscript transcript, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> commitment = signature[..ScalarSize];
        Span<byte> scalar = stackalloc byte[ScalarSize];
        signature[ScalarSize..].CopyTo(scalar);
        if ((scalar[^1] & Mark) == 0)
        {
            return false;
        }

        scalar[^1] &= unchecked((byte)~Mark);
        if (!Ristretto255.IsPublicScalar(scalar))
        {
            return false;
        }

        Span<byte> challenge = stackalloc byte[ScalarSize];
        Span<byte> left = stackalloc byte[Ristretto255.PointSize];
        Span<byte> right = stackalloc byte[Ristretto255.PointSize];
        BeginProof(ref transcript, publicKey, message);
        transcript.Append("sign:R"u8, commitment);
        ChallengeScalar(ref transcript, "sign:c"u8, challenge);
        if (!Ristretto255.TryMultiply(challenge, publicKey, right))
        {
            return false;
        }

        Ristretto255.MultiplyBase(scalar, left);
        return Ristretto255.TrySubtract(left, right, left) && left.SequenceEqual(commitment);
    }

    /// <summary>The child's mini secret and chain code of a hard junction; the parent's chain code may be left out (empty).</summary>
    public static void DeriveHard(
        ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, ReadOnlySpan<byte> index, Span<byte> childMiniSecret, Span<byte> childChainCode)
    {
        MerlinTranscript transcript = DerivationContext;
        transcript.Append("sign-bytes"u8, index);
        if (!chainCode.IsEmpty)
        {
            transcript.Append("chain-code"u8, chainCode);
        }

        transcript.Append("secret-key"u8, secretKey[..ScalarSize]);
        transcript.Challenge("HDKD-hard"u8, childMiniSecret);
        transcript.Challenge("HDKD-chaincode"u8, childChainCode);
        transcript.Clear();
    }

    /// <summary>The child's secret key and chain code of a soft junction. The child's nonce is drawn with <paramref name="random"/>, so only its scalar is the same each time.</summary>
    public static void DeriveSoft(
        ReadOnlySpan<byte> secretKey,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> chainCode,
        ReadOnlySpan<byte> index,
        ReadOnlySpan<byte> random,
        Span<byte> childSecretKey,
        Span<byte> childChainCode)
    {
        Span<byte> tweak = stackalloc byte[ScalarSize];
        MerlinTranscript transcript = Tweak(publicKey, chainCode, index, tweak, childChainCode);
        transcript.Witness("HDKD-nonce"u8, secretKey[ScalarSize..], secretKey, random, childSecretKey[ScalarSize..]);
        Ristretto255.AddScalars(secretKey[..ScalarSize], tweak, childSecretKey[..ScalarSize]);
    }

    /// <summary>The child's public key and chain code of a soft junction, from the public key alone; false where that is no point.</summary>
    public static bool TryDeriveSoft(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode, ReadOnlySpan<byte> index, Span<byte> childPublicKey, Span<byte> childChainCode)
    {
        Span<byte> tweak = stackalloc byte[ScalarSize];
        Span<byte> shift = stackalloc byte[Ristretto255.PointSize];
        Tweak(publicKey, chainCode, index, tweak, childChainCode);
        Ristretto255.MultiplyBase(tweak, shift);
        return Ristretto255.TryAdd(publicKey, shift, childPublicKey);
    }

    /// <summary>Divides a number of 32 bytes by eight; the three low bits are lost.</summary>
    public static void DivideByCofactor(Span<byte> number)
    {
        for (int i = 0; i < number.Length - 1; i++)
        {
            number[i] = unchecked((byte)((number[i] >> 3) | (number[i + 1] << 5)));
        }

        number[^1] >>= 3;
    }

    /// <summary>Multiplies a number of 32 bytes, which is below 2^253, by eight.</summary>
    public static void MultiplyByCofactor(Span<byte> number)
    {
        for (int i = number.Length - 1; i > 0; i--)
        {
            number[i] = unchecked((byte)((number[i] << 3) | (number[i - 1] >> 5)));
        }

        number[0] = unchecked((byte)(number[0] << 3));
    }

    private static void BeginProof(ref MerlinTranscript transcript, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        transcript.Append("sign-bytes"u8, message);
        transcript.Append("proto-name"u8, "Schnorr-sig"u8);
        transcript.Append("sign:pk"u8, publicKey);
    }

    private static MerlinTranscript Tweak(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode, ReadOnlySpan<byte> index, Span<byte> tweak, Span<byte> childChainCode)
    {
        MerlinTranscript transcript = DerivationContext;
        transcript.Append("sign-bytes"u8, index);
        transcript.Append("chain-code"u8, chainCode);
        transcript.Append("public-key"u8, publicKey);
        ChallengeScalar(ref transcript, "HDKD-scalar"u8, tweak);
        transcript.Challenge("HDKD-chaincode"u8, childChainCode);
        return transcript;
    }

    private static void ChallengeScalar(ref MerlinTranscript transcript, ReadOnlySpan<byte> label, Span<byte> scalar)
    {
        Span<byte> wide = stackalloc byte[Ristretto255.WideSize];
        transcript.Challenge(label, wide);
        Ristretto255.Reduce(wide, scalar);
        CryptographicOperations.ZeroMemory(wide);
    }
}
