using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using PhatSdk.Metadata;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Metadata;

/// <summary>Loads a runtime's metadata until a call and a storage entry can be found, beside what hashing its bytes takes.</summary>
public class RuntimeMetadataBenchmarks
{
    private byte[] _bytes = [];

    [Params("polkadot_v15.scale", "substrate_v15.scale", "kusama_v14.scale")]
    public string Runtime { get; set; } = "";

    [GlobalSetup]
    public void Read() => _bytes = File.ReadAllBytes(Fixtures.ThirdParty($"metadata/{Runtime}"));

    [Benchmark(Baseline = true)]
    public byte[] Sha256() => SHA256.HashData(_bytes);

    [Benchmark]
    public byte Load()
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(_bytes);
        return (byte)(metadata["Balances"].Call("transfer_keep_alive").Index + metadata["System"].StorageEntry("Account").ValueTypeId);
    }
}
