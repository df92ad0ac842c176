using System.Security.Cryptography;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Crypto.Sodium;

namespace PhatSdk.Crypto.Schnorr;

/// <summary>The verifiable random function of <c>schnorrkel</c> 0.11, in the order of commitments that Kusama has. Lengths are the caller's care.</summary>
internal static class SchnorrkelVrf
{
    public const int BatchableProofSize = 96;

    private const int Size = Ristretto255.ScalarSize;

    /// <summary>The transcript that a proof is made over: the caller's, or an empty one.</summary>
    public static MerlinTranscript ProofTranscript(MerlinTranscript? extra) => extra ?? new MerlinTranscript("VRF"u8);

    /// <summary>The point that a transcript is hashed to; unless it is malleable, the public key goes in.</summary>
    public static void InputOf(MerlinTranscript transcript, ReadOnlySpan<byte> publicKey, bool isMalleable, Span<byte> input)
    {
        Span<byte> uniform = stackalloc byte[Ristretto255.WideSize];
        if (!isMalleable)
        {
            transcript.Append("vrf-nm-pk"u8, publicKey);
        }

        transcript.Challenge("VRFHash"u8, uniform);
        Ristretto255.PointFromUniform(uniform, input);
    }

    /// <summary>Whether the bytes are a point other than the identity.</summary>
    public static bool IsPreOutput(ReadOnlySpan<byte> preOutput) => preOutput.ContainsAnyExcept((byte)0) && Ristretto255.IsPoint(preOutput);

    /// <summary>Multiplies the input by the secret key and proves it: briefly (challenge, response), and as batches verify it (both commitments, response).</summary>
    public static void Prove(
        MerlinTranscript transcript,
        ReadOnlySpan<byte> secretKey,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> input,
        ReadOnlySpan<byte> random,
        Span<byte> preOutput,
        Span<byte> proof,
        Span<byte> batchable)
    {
        Span<byte> wide = stackalloc byte[Ristretto255.WideSize];
        Span<byte> witness = stackalloc byte[Size];
        Span<byte> product = stackalloc byte[Size];
        Span<byte> commitment = batchable[..Size];
        Span<byte> inputCommitment = batchable.Slice(Size, Size);

        // The input is a hash's image, so always a point.
        _ = Ristretto255.TryMultiply(secretKey[..Size], input, preOutput);
        transcript.Append("proto-name"u8, "DLEQProof"u8);
        transcript.Append("vrf:h"u8, input);
        transcript.Witness("proving\00"u8, secretKey[Size..], default, random, wide);
        Ristretto255.Reduce(wide, witness);
        Ristretto255.MultiplyBase(witness, commitment);
        _ = Ristretto255.TryMultiply(witness, input, inputCommitment);
        Challenge(ref transcript, publicKey, preOutput, commitment, inputCommitment, proof[..Size]);
        Ristretto255.MultiplyScalars(proof[..Size], secretKey[..Size], product);
        Ristretto255.SubtractScalars(witness, product, proof[Size..]);
        proof[Size..].CopyTo(batchable[(2 * Size)..]);
        CryptographicOperations.ZeroMemory(wide);
        CryptographicOperations.ZeroMemory(witness);
        CryptographicOperations.ZeroMemory(product);
    }

    public static bool Verify(
        MerlinTranscript transcript, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> input, ReadOnlySpan<byte> preOutput, ReadOnlySpan<byte> proof)
    {
        ReadOnlySpan<byte> challenge = proof[..Size];
        ReadOnlySpan<byte> response = proof[Size..];
        if (!IsPreOutput(preOutput) || !Ristretto255.IsPublicScalar(challenge) || !Ristretto255.IsPublicScalar(response))
        {
            return false;
        }

        Span<byte> commitment = stackalloc byte[Size];
        Span<byte> inputCommitment = stackalloc byte[Size];
        Span<byte> term = stackalloc byte[Size];
        Span<byte> expected = stackalloc byte[Size];
        Ristretto255.MultiplyBase(response, term);
        if (!Ristretto255.TryMultiply(challenge, publicKey, commitment)
            || !Ristretto255.TryAdd(commitment, term, commitment)
            || !Ristretto255.TryMultiply(challenge, preOutput, inputCommitment)
            || !Ristretto255.TryMultiply(response, input, term)
            || !Ristretto255.TryAdd(inputCommitment, term, inputCommitment))
        {
            return false;
        }

        transcript.Append("proto-name"u8, "DLEQProof"u8);
        transcript.Append("vrf:h"u8, input);
        Challenge(ref transcript, publicKey, preOutput, commitment, inputCommitment, expected);
        return expected.SequenceEqual(challenge);
    }

    public static void MakeBytes(ReadOnlySpan<byte> input, ReadOnlySpan<byte> preOutput, ReadOnlySpan<byte> context, Span<byte> destination)
    {
        MerlinTranscript transcript = new("VRFResult"u8);
        transcript.Append([], context);
        transcript.Append("vrf-in"u8, input);
        transcript.Append("vrf-out"u8, preOutput);
        transcript.Challenge([], destination);
    }

    private static void Challenge(
        ref MerlinTranscript transcript,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> preOutput,
        ReadOnlySpan<byte> commitment,
        ReadOnlySpan<byte> inputCommitment,
        Span<byte> challenge)
    {
        Span<byte> wide = stackalloc byte[Ristretto255.WideSize];
        transcript.Append("vrf:R=g^r"u8, commitment);
        transcript.Append("vrf:h^r"u8, inputCommitment);
        transcript.Append("vrf:pk"u8, publicKey);
        transcript.Append("vrf:h^sk"u8, preOutput);
        transcript.Challenge("prove"u8, wide);
        Ristretto255.Reduce(wide, challenge);
    }
}
