using BenchmarkDotNet.Attributes;
using PhatSdk.Crypto;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>Verifying signatures over 128 bytes, beside Ed25519 by libsodium.</summary>
public unsafe class VerifyBenchmarks
{
    private const int BatchSize = 64;

    private readonly byte[] _message = new byte[128];
    private readonly Keypair _sr25519 = Keypair.FromUri("//Alice");
    private readonly Keypair _ed25519 = Keypair.FromUri("//Alice", SignatureAlgorithm.Ed25519);
    private readonly SignedMessage[] _batch = new SignedMessage[BatchSize];
    private byte[] _publicKey = [];
    private byte[] _sr25519Signature = [];
    private byte[] _ed25519Signature = [];

    /// <summary>Signs.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _publicKey = _ed25519.PublicKey.ToArray();
        _sr25519Signature = _sr25519.Sign(_message);
        _ed25519Signature = _ed25519.Sign(_message);
        Array.Fill(_batch, new SignedMessage(_sr25519.PublicKey, _message, _sr25519Signature));
    }

    /// <summary>Ed25519 by libsodium.</summary>
    [Benchmark(Baseline = true)]
    public int LibsodiumEd25519()
    {
        fixed (byte* sig = _ed25519Signature, m = _message, pk = _publicKey)
        {
            return Libsodium.crypto_sign_ed25519_verify_detached(sig, m, (ulong)_message.Length, pk);
        }
    }

    /// <summary>sr25519.</summary>
    [Benchmark]
    public bool Sr25519() => SignatureAlgorithm.Sr25519.Verify(_sr25519.PublicKey.Span, _message, _sr25519Signature);

    /// <summary>sr25519, one of a batch of 64.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public int Sr25519OneOf64() => SignatureAlgorithm.Sr25519.IndexOfInvalid(_batch);

    /// <summary>Ed25519 as chains verify it.</summary>
    [Benchmark]
    public bool Ed25519AsChains() => HostCrypto.VerifyEd25519(_publicKey, _message, _ed25519Signature);
}
