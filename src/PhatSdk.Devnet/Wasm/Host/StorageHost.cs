using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_storage_*</c>: the main trie. As in Substrate, keys of child tries cannot be written here.</summary>
internal sealed class StorageHost : IHostModule
{
    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        linker.DefineFunction(IHostModule.Import, "ext_storage_get_version_1", static (Caller caller, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.ReturnOption(host.State.Get(host.Memory.Slice(key)));
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_read_version_1", static (Caller caller, long key, long buffer, int offset) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.ReturnRead(host.State.Get(host.Memory.Slice(key)), buffer, offset);
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_exists_version_1", static (Caller caller, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.State.Contains(host.Memory.Slice(key)) ? 1 : 0;
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_next_key_version_1", static (Caller caller, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.ReturnOption(host.State.NextKey(host.Memory.Slice(key)));
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_root_version_2", static (Caller caller, int version) =>
        {
            HostContext host = HostContext.Of(caller);
            Hash256 root = host.State.Root(Version(version));
            return host.Return(root.Span);
        });
        DefineChanges(linker);
        DefineTransactions(linker);
    }

    internal static StateVersion Version(int version) =>
        version is 0 or 1 ? (StateVersion)version : throw new HostFaultException($"{version} is no state version");

    private static void DefineChanges(Linker linker)
    {
        linker.DefineFunction(IHostModule.Import, "ext_storage_set_version_1", static (Caller caller, long key, long value) =>
        {
            HostContext host = HostContext.Of(caller);
            ReadOnlySpan<byte> keyBytes = host.Memory.Slice(key);
            if (!ChildTrieKey.IsReserved(keyBytes))
            {
                host.State.Set(keyBytes, host.Memory.Slice(value));
            }
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_clear_version_1", static (Caller caller, long key) =>
        {
            HostContext host = HostContext.Of(caller);
            ReadOnlySpan<byte> keyBytes = host.Memory.Slice(key);
            if (!ChildTrieKey.IsReserved(keyBytes))
            {
                host.State.Remove(keyBytes);
            }
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_append_version_1", static (Caller caller, long key, long item) =>
        {
            HostContext host = HostContext.Of(caller);
            host.State.Append(host.Memory.Slice(key), host.Memory.Slice(item));
        });
        linker.DefineFunction(IHostModule.Import, "ext_storage_clear_prefix_version_2", static (Caller caller, long prefix, long limit) =>
        {
            HostContext host = HostContext.Of(caller);
            ReadOnlySpan<byte> prefixBytes = host.Memory.Slice(prefix);
            return host.ReturnCleared(
                ChildTrieKey.CoversReserved(prefixBytes) ? new ClearedKeys(false, 0) : host.State.ClearPrefix(prefixBytes, host.ReadLimit(limit)));
        });
    }

    private static void DefineTransactions(Linker linker)
    {
        linker.DefineFunction(
            IHostModule.Import, "ext_storage_start_transaction_version_1", static (Caller caller) => HostContext.Of(caller).State.Begin());
        linker.DefineFunction(
            IHostModule.Import, "ext_storage_commit_transaction_version_1", static (Caller caller) => Open(caller, "commit").Commit());
        linker.DefineFunction(
            IHostModule.Import, "ext_storage_rollback_transaction_version_1", static (Caller caller) => Open(caller, "roll back").RollBack());
    }

    private static StateOverlay Open(Caller caller, string verb)
    {
        HostContext host = HostContext.Of(caller);
        return host.State.Depth > host.FirstLayer
            ? host.State
            : throw new HostFaultException($"no storage transaction is open to {verb}");
    }
}
