using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_trie_*</c>: roots of tries that a runtime gives.</summary>
internal sealed class TrieHost : IHostModule
{
    /// <inheritdoc/>
    public void Define(Linker linker) =>
        linker.DefineFunction(IHostModule.Import, "ext_trie_blake2_256_ordered_root_version_2", static (Caller caller, long items, int version) =>
        {
            HostContext host = HostContext.Of(caller);
            ScaleReader reader = new(host.Memory.Slice(items));
            byte[][] values = reader.ReadVector(1, static (ref ScaleReader item) => item.ReadBytes().ToArray());
            Hash256 root = TrieHash.OrderedRoot(values, StorageHost.Version(version));
            return host.Place(root.Span);
        });
}
