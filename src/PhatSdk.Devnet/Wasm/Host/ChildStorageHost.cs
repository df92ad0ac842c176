using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_default_child_storage_*</c>: child tries, each named by its id.</summary>
internal sealed class ChildStorageHost : IHostModule
{
    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        linker.DefineFunction(IHostModule.Import, "ext_default_child_storage_get_version_1", static (Caller caller, long trie, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.ReturnOption(host.State.GetChild(host.Memory.Slice(trie), host.Memory.Slice(key)));
        });
        linker.DefineFunction(
            IHostModule.Import,
            "ext_default_child_storage_read_version_1",
            static (Caller caller, long trie, long key, long buffer, int offset) =>
            {
                HostContext host = HostContext.Of(caller);
                return host.ReturnRead(host.State.GetChild(host.Memory.Slice(trie), host.Memory.Slice(key)), buffer, offset);
            });
        linker.DefineFunction(
            IHostModule.Import,
            "ext_default_child_storage_set_version_1",
            static (Caller caller, long trie, long key, long value) =>
            {
                HostContext host = HostContext.Of(caller);
                host.State.SetChild(host.Memory.Slice(trie), host.Memory.Slice(key), host.Memory.Slice(value));
            });
        linker.DefineFunction(IHostModule.Import, "ext_default_child_storage_clear_version_1", static (Caller caller, long trie, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            host.State.RemoveChild(host.Memory.Slice(trie), host.Memory.Slice(key));
        });
        linker.DefineFunction(
            IHostModule.Import,
            "ext_default_child_storage_storage_kill_version_3",
            static (Caller caller, long trie, long limit) =>
            {
                HostContext host = HostContext.Of(caller);
                return host.ReturnCleared(host.State.ClearChild(host.Memory.Slice(trie), host.ReadLimit(limit)));
            });
    }
}
