using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Values and runtime as they change: <c>state_subscribe*</c>.</summary>
internal sealed class StateSubscriptions(DevnetChain chain)
{
    private static readonly byte[] CodeKey = [.. ":code"u8];

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcSubscribeMethod(["state_subscribeStorage"], arguments => Storage(arguments.Optional(0) is null ? null : arguments.ListOfBytes(0, "keys"))),
        new RpcUnsubscribeMethod("state_unsubscribeStorage"),
        new RpcSubscribeMethod(["state_subscribeRuntimeVersion", "chain_subscribeRuntimeVersion"], _ => RuntimeVersion()),
        new RpcUnsubscribeMethod("state_unsubscribeRuntimeVersion", "chain_unsubscribeRuntimeVersion"),
    ];

    /// <summary>All values at first, then those that differ from the block before; without keys whatever changes, from the next block on.</summary>
    private RpcFeed<Block> Storage(byte[][]? keys)
    {
        Follower<Block> follower = chain.BestBlocks.Follow();
        Block? last = null;
        return new RpcFeed<Block>(follower.Items, Changes, follower) { NotificationMethod = "state_storage" };

        ReadOnlyMemory<byte>? Changes(Block block)
        {
            Block? before = last;
            last = block;
            List<(byte[] Key, ReadOnlyMemory<byte>? Value)> changes =
                keys is not null ? StorageChangesJson.Between(before, block, keys)
                : before is not null ? AllChanges(before, block)
                : [];
            return changes.Count > 0
                ? RpcJson.Write((block.Hash, changes), static (writer, set) => StorageChangesJson.Write(writer, set.Hash, set.changes))
                : default(ReadOnlyMemory<byte>?);
        }
    }

    private static List<(byte[] Key, ReadOnlyMemory<byte>? Value)> AllChanges(Block before, Block block) =>
        [.. block.State.ChangesSince(before.State).Where(static change => change.TrieId is null).Select(static change => (change.Key, change.Value))];

    private RpcFeed<Block> RuntimeVersion()
    {
        Follower<Block> follower = chain.BestBlocks.Follow();
        ReadOnlyMemory<byte>? code = null;
        byte[] last = [];
        return new RpcFeed<Block>(follower.Items, Change, follower) { NotificationMethod = "state_runtimeVersion" };

        ReadOnlyMemory<byte>? Change(Block block)
        {
            ReadOnlyMemory<byte>? before = code;
            code = block.State.Get(CodeKey);
            if (before is not null && StorageChangesJson.AreSame(code, before))
            {
                return null;
            }

            byte[] version = chain.Call(block, "Core_version", [], CancellationToken.None);
            if (version.AsSpan().SequenceEqual(last))
            {
                return null;
            }

            last = version;
            return RpcJson.Write(version, static (writer, encoded) => writer.WriteRuntimeVersion(encoded));
        }
    }
}
