using BenchmarkDotNet.Attributes;
using PhatSdk.Crypto;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>Key agreement, beside libsodium's multiplication on Ristretto.</summary>
public unsafe class AgreeBenchmarks
{
    private readonly Keypair _own = Keypair.FromUri("//Alice");
    private readonly byte[] _scalar = new byte[64];
    private readonly byte[] _publicKey = DevKeypairs.Bob.PublicKey.ToArray();
    private readonly byte[] _shared = new byte[32];

    /// <summary>Makes the baseline's scalar.</summary>
    [GlobalSetup]
    public void SetUp() => _own.ExportSecretKey(_scalar);

    /// <summary>The multiplication.</summary>
    [Benchmark(Baseline = true)]
    public int LibsodiumMultiply()
    {
        fixed (byte* q = _shared, n = _scalar, p = _publicKey)
        {
            return Libsodium.crypto_scalarmult_ristretto255(q, n, p);
        }
    }

    /// <summary>The agreement.</summary>
    [Benchmark]
    public void Agree() => Ecdh.Agree(_own, _publicKey, _shared);
}
