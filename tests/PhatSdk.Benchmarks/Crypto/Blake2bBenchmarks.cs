using BenchmarkDotNet.Attributes;
using PhatSdk.Crypto;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>BLAKE2b-256 of 32 bytes, beside libsodium's.</summary>
public unsafe class Blake2bBenchmarks
{
    private readonly byte[] _data = new byte[32];
    private readonly byte[] _hash = new byte[32];

    /// <summary>libsodium.</summary>
    [Benchmark(Baseline = true)]
    public int LibsodiumBlake2b()
    {
        fixed (byte* output = _hash, input = _data)
        {
            return Libsodium.crypto_generichash_blake2b(output, 32, input, 32, null, 0);
        }
    }

    /// <summary>PhatSdk.</summary>
    [Benchmark]
    public void PhatSdk() => Blake2b.Hash(_data, _hash);
}
