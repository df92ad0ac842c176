using BenchmarkDotNet.Attributes;
using PhatSdk.Crypto;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>Signing 128 bytes, beside Ed25519 by libsodium.</summary>
public unsafe class SignBenchmarks
{
    private readonly byte[] _message = new byte[128];
    private readonly byte[] _signature = new byte[64];
    private readonly byte[] _secretKey = new byte[64];
    private readonly Keypair _sr25519 = Keypair.FromUri("//Alice");
    private readonly Keypair _ed25519 = Keypair.FromUri("//Alice", SignatureAlgorithm.Ed25519);
    private readonly Keypair _ecdsa = Keypair.FromUri("//Alice", SignatureAlgorithm.Ecdsa);
    private readonly byte[] _longSignature = new byte[65];

    /// <summary>Makes the baseline's key.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        byte[] seed = new byte[32];
        byte[] publicKey = new byte[32];
        fixed (byte* pk = publicKey, sk = _secretKey, sd = seed)
        {
            _ = Libsodium.crypto_sign_ed25519_seed_keypair(pk, sk, sd);
        }
    }

    /// <summary>Ed25519 by libsodium.</summary>
    [Benchmark(Baseline = true)]
    public void LibsodiumEd25519()
    {
        fixed (byte* sig = _signature, m = _message, sk = _secretKey)
        {
            _ = Libsodium.crypto_sign_ed25519_detached(sig, null, m, (ulong)_message.Length, sk);
        }
    }

    /// <summary>sr25519.</summary>
    [Benchmark]
    public void Sr25519() => _sr25519.Sign(_message, _signature);

    /// <summary>Ed25519.</summary>
    [Benchmark]
    public void Ed25519() => _ed25519.Sign(_message, _signature);

    /// <summary>ECDSA on secp256k1, by BouncyCastle.</summary>
    [Benchmark]
    public void Ecdsa() => _ecdsa.Sign(_message, _longSignature);
}
