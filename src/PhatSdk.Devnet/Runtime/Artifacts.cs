using PhatSdk.Devnet.Wasm;

namespace PhatSdk.Devnet.Runtime;

/// <summary>The runtimes that the assembly brings along.</summary>
internal static class Artifacts
{
    /// <summary>The development chain's.</summary>
    internal static RuntimeCode Chain => ChainCode.Value;

    /// <summary>A Phat cluster's.</summary>
    internal static RuntimeCode Cluster => ClusterCode.Value;

    private static readonly Lazy<RuntimeCode> ChainCode = new(static () => Read("phat-chain"));
    private static readonly Lazy<RuntimeCode> ClusterCode = new(static () => Read("phat-cluster"));

    private static RuntimeCode Read(string name)
    {
        using Stream stream = typeof(Artifacts).Assembly.GetManifestResourceStream($"{name}.wasm.br")
            ?? throw new InvalidOperationException($"{name}.wasm.br is not in the assembly");
        byte[] compressed = new byte[stream.Length];
        stream.ReadExactly(compressed);
        return RuntimeCode.Compressed(name, compressed);
    }
}
