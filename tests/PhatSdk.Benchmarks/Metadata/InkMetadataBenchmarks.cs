using BenchmarkDotNet.Attributes;
using Newtonsoft.Json;
using PhatSdk.Metadata.Ink;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Metadata;

/// <summary>Loads an ABI whole, beside what its JSON alone takes.</summary>
public class InkMetadataBenchmarks
{
    private string _json = "";

    /// <summary>58 KB of a third party's; 32 KB of our own.</summary>
    [Params("psp22_v5.json", "psp22/ink5/psp22.json")]
    public string Abi { get; set; } = "";

    [GlobalSetup]
    public void Read() => _json = File.ReadAllText(Abi.Contains('/', StringComparison.Ordinal) ? Fixtures.Contract(Abi) : Fixtures.ThirdParty($"abi/{Abi}"));

    /// <summary>The same reader, past all tokens.</summary>
    [Benchmark(Baseline = true)]
    public int Tokens()
    {
        using JsonTextReader reader = new(new StringReader(_json));
        int count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    [Benchmark]
    public InkMetadata Load() => InkMetadata.Parse(_json);
}
