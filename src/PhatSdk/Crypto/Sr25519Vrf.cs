using System.Security.Cryptography;
using PhatSdk.Crypto.Schnorr;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// The verifiable random function of sr25519, as <c>schnorrkel</c> 0.11 has it in its Kusama form and <c>sp-core</c> uses it: a key draws from a transcript one output that nobody
/// can foresee without the key, and everybody can check. Outputs are bound to the public key, so that soft children share none.
/// </summary>
public static class Sr25519Vrf
{
    /// <summary>The size of a pre-output in bytes: a point.</summary>
    public const int PreOutputSize = Ristretto255.PointSize;

    /// <summary>The size of a proof in bytes: challenge and response.</summary>
    public const int ProofSize = 2 * Ristretto255.ScalarSize;

    /// <summary>Draws the output of a transcript, and proves it.</summary>
    /// <param name="keypair">An sr25519 keypair.</param>
    /// <param name="input">What is drawn for.</param>
    /// <param name="preOutput">Where the pre-output goes, 32 bytes; the same each time.</param>
    /// <param name="proof">Where the proof goes, 64 bytes; another one each time.</param>
    /// <param name="extra">What the proof is to sign as well, without changing the output; none by default.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    /// <exception cref="NotSupportedException"><paramref name="keypair"/> is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="keypair"/> is disposed of.</exception>
    public static void Sign(Keypair keypair, VrfTranscript input, Span<byte> preOutput, Span<byte> proof, VrfTranscript? extra = null)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        ArgumentOutOfRangeException.ThrowIfNotEqual(preOutput.Length, PreOutputSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(proof.Length, ProofSize);
        Span<byte> point = stackalloc byte[Ristretto255.PointSize];
        Span<byte> batchable = stackalloc byte[SchnorrkelVrf.BatchableProofSize];
        Span<byte> random = stackalloc byte[Schnorrkel.RandomSize];
        RandomNumberGenerator.Fill(random);
        ReadOnlySpan<byte> publicKey = keypair.PublicKey.Span;
        SchnorrkelVrf.InputOf(input.Merlin, publicKey, isMalleable: false, point);
        SchnorrkelVrf.Prove(
            SchnorrkelVrf.ProofTranscript(extra?.Merlin), keypair.Sr25519SecretKey, publicKey, point, random, preOutput, proof, batchable);
        GC.KeepAlive(keypair);
        CryptographicOperations.ZeroMemory(random);
    }

    /// <summary>Verifies that a key drew a pre-output from a transcript. Lengths other than those above are refused like any wrong value.</summary>
    /// <param name="publicKey">The public key, 32 bytes.</param>
    /// <param name="input">What was drawn for.</param>
    /// <param name="preOutput">The pre-output.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="extra">What the proof signs as well.</param>
    /// <returns>Whether the proof holds. False also for the identity as public key, for which anyone can prove, though schnorrkel takes it.</returns>
    public static bool Verify(
        ReadOnlySpan<byte> publicKey, VrfTranscript input, ReadOnlySpan<byte> preOutput, ReadOnlySpan<byte> proof, VrfTranscript? extra = null)
    {
        if (publicKey.Length != Schnorrkel.PublicKeySize || preOutput.Length != PreOutputSize || proof.Length != ProofSize
            || !publicKey.ContainsAnyExcept((byte)0))
        {
            return false;
        }

        Span<byte> point = stackalloc byte[Ristretto255.PointSize];
        SchnorrkelVrf.InputOf(input.Merlin, publicKey, isMalleable: false, point);
        return SchnorrkelVrf.Verify(SchnorrkelVrf.ProofTranscript(extra?.Merlin), publicKey, point, preOutput, proof);
    }

    /// <summary>Makes random bytes of an output. Verify it first, unless it is one's own.</summary>
    /// <param name="publicKey">The public key, 32 bytes.</param>
    /// <param name="input">What was drawn for.</param>
    /// <param name="preOutput">The pre-output, 32 bytes.</param>
    /// <param name="context">What the bytes are for: those of two contexts have nothing to do with each other.</param>
    /// <param name="destination">Where the bytes go, as many as wanted.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    /// <exception cref="CryptographicException"><paramref name="preOutput"/> is no point, or the identity.</exception>
    public static void MakeBytes(
        ReadOnlySpan<byte> publicKey, VrfTranscript input, ReadOnlySpan<byte> preOutput, ReadOnlySpan<byte> context, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, Schnorrkel.PublicKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(preOutput.Length, PreOutputSize);
        if (!SchnorrkelVrf.IsPreOutput(preOutput))
        {
            throw new CryptographicException($"{Hex.Format(preOutput)} is no pre-output");
        }

        Span<byte> point = stackalloc byte[Ristretto255.PointSize];
        SchnorrkelVrf.InputOf(input.Merlin, publicKey, isMalleable: false, point);
        SchnorrkelVrf.MakeBytes(point, preOutput, context, destination);
    }
}
