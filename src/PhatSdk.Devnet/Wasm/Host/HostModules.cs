using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>All families of host functions.</summary>
internal static class HostModules
{
    private static readonly IHostModule[] All =
    [
        new StorageHost(), new ChildStorageHost(), new HashingHost(), new CryptoHost(), new TrieHost(), new LoggingHost(), new MiscHost(), new PinkHost(),
    ];

    /// <summary>Defines all of them.</summary>
    internal static void Define(Linker linker)
    {
        foreach (IHostModule module in All)
        {
            module.Define(linker);
        }
    }
}
