using BenchmarkDotNet.Attributes;
using Org.BouncyCastle.Crypto.Digests;
using PhatSdk.Crypto;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>Keccak-256 of a megabyte, which is 7,710 permutations, beside BouncyCastle's.</summary>
public class KeccakBenchmarks
{
    private readonly byte[] _data = new byte[1 << 20];
    private readonly byte[] _hash = new byte[32];
    private readonly KeccakDigest _digest = new(256);

    /// <summary>BouncyCastle.</summary>
    [Benchmark(Baseline = true)]
    public void BouncyCastle()
    {
        _digest.BlockUpdate(_data, 0, _data.Length);
        _digest.DoFinal(_hash, 0);
    }

    /// <summary>PhatSdk.</summary>
    [Benchmark]
    public void PhatSdk() => Keccak256.Hash(_data, _hash);
}
