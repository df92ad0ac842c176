using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;

namespace PhatSdk.Devnet.Tests.Chain;

/// <summary>The chain's runtime, compiled once for all tests.</summary>
internal static class SharedRuntime
{
    /// <summary>A folder of the tests' own for compiled runtimes.</summary>
    public static string CacheFolder { get; } = Path.Combine(AppContext.BaseDirectory, "modules");

    private static readonly Lazy<ChainRuntime> Loaded = new(static () => ChainRuntime.Load(ModuleCache.Open(CacheFolder)));

    public static ChainRuntime Instance => Loaded.Value;
}
