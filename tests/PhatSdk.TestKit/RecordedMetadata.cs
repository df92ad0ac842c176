using System.Collections.Concurrent;
using PhatSdk.Metadata;

namespace PhatSdk.TestKit;

/// <summary>Metadata of runtimes, read once.</summary>
public static class RecordedMetadata
{
    private static readonly ConcurrentDictionary<string, RuntimeMetadata> Read = new();

    /// <summary>The development chain's, V15.</summary>
    public static RuntimeMetadata PhatChain => OfFile(PhatChainPath(15));

    /// <summary>The development chain's, V14.</summary>
    public static RuntimeMetadata PhatChainV14 => OfFile(PhatChainPath(14));

    /// <summary>The file of the development chain's.</summary>
    public static string PhatChainPath(int version) => System.IO.Path.Combine(Fixtures.Root, "runtime", "artifacts", $"phat-chain.v{version}.scale");

    /// <summary>A third party's; the calling test is reported as ignored where it is absent.</summary>
    public static RuntimeMetadata Of(string file) => OfFile(Fixtures.ThirdParty($"metadata/{file}"));

    private static RuntimeMetadata OfFile(string path) => Read.GetOrAdd(path, static file => RuntimeMetadata.Decode(File.ReadAllBytes(file)));
}
