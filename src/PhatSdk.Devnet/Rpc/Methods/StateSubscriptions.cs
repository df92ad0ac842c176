using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Values and runtime as they change: <c>state_subscribe*</c>.</summary>
internal sealed class StateSubscriptions(DevnetChain chain)
{
    private static readonly byte[] CodeKey = [.. ":code"u8];

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcSubscribeMethod(["state_subscribeStorage"], arguments => Storage(arguments.ListOfBytes(0, "keys"))),
        new RpcUnsubscribeMethod("state_unsubscribeStorage"),
        new RpcSubscribeMethod(["state_subscribeRuntimeVersion", "chain_subscribeRuntimeVersion"], _ => RuntimeVersion()),
        new RpcUnsubscribeMethod("state_unsubscribeRuntimeVersion", "chain_unsubscribeRuntimeVersion"),
    ];

    private RpcFeed<Block> Storage(byte[][] keys)
    {
        Follower<Block> follower = chain.BestBlocks.Follow();
        Block? last = null;
        return new RpcFeed<Block>(follower.Items, Changes, follower) { NotificationMethod = "state_storage" };

        ReadOnlyMemory<byte>? Changes(Block block)
        {
            // All values at first, then those that differ from the block before.
            Block? before = last;
            last = block;
            List<(byte[] Key, ReadOnlyMemory<byte>? Value)> changes = [];
            foreach (byte[] key in keys)
            {
                ReadOnlyMemory<byte>? value = block.State.Get(key);
                if (before is null || !AreSame(value, before.State.Get(key)))
                {
                    changes.Add((key, value));
                }
            }

            if (before is not null && changes.Count == 0)
            {
                return null;
            }

            return RpcJson.Write((block.Hash, changes), static (writer, set) => StorageChangesJson.Write(writer, set.Hash, set.changes));
        }
    }

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
            if (before is not null && AreSame(code, before))
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

    private static bool AreSame(ReadOnlyMemory<byte>? one, ReadOnlyMemory<byte>? other) =>
        one is { } first && other is { } second ? first.Equals(second) || first.Span.SequenceEqual(second.Span) : one is null && other is null;
}
