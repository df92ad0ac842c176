using System.Runtime.CompilerServices;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

/// <summary>Reads a chain by the methods <c>chain_*</c> and <c>state_*</c>.</summary>
internal sealed class LegacyBackend(RpcClient rpc) : IChainBackend
{
    // A node gives 1,000 at most.
    private const uint PageSize = 512;

    private readonly ChainRpc _chain = new(rpc);
    private readonly StateRpc _state = new(rpc);

    public ValueTask<Hash256?> GetBlockHashAsync(uint number, CancellationToken cancellationToken) => _chain.GetBlockHashAsync(number, cancellationToken);

    public async ValueTask<Hash256> GetBestHashAsync(CancellationToken cancellationToken) =>
        await _chain.GetBlockHashAsync(null, cancellationToken).ConfigureAwait(false)
            ?? throw new RpcFormatException("chain_getBlockHash", "the node has no block");

    public ValueTask<Hash256> GetFinalizedHashAsync(CancellationToken cancellationToken) => _chain.GetFinalizedHeadAsync(cancellationToken);

    public ValueTask<BlockHeader?> GetHeaderAsync(Hash256? block, CancellationToken cancellationToken) => _chain.GetHeaderAsync(block, cancellationToken);

    public ValueTask<BlockBody?> GetBlockAsync(Hash256? block, CancellationToken cancellationToken) => _chain.GetBlockAsync(block, cancellationToken);

    public ValueTask<uint> GetSpecVersionAsync(Hash256? at, CancellationToken cancellationToken) => _state.GetSpecVersionAsync(at, cancellationToken);

    public ValueTask<byte[]> CallAsync(string function, ReadOnlyMemory<byte> arguments, Hash256? at, CancellationToken cancellationToken) =>
        _state.CallAsync(function, arguments, at, cancellationToken);

    public ValueTask<byte[]?> GetStorageAsync(ReadOnlyMemory<byte> key, Hash256? at, CancellationToken cancellationToken) =>
        _state.GetStorageAsync(key, at, cancellationToken);

    public async ValueTask<StorageSnapshot> GetStorageAsync(IReadOnlyList<ReadOnlyMemory<byte>> keys, Hash256? at, CancellationToken cancellationToken)
    {
        StorageChangeSet set = await _state.QueryStorageAtAsync(keys, at, cancellationToken).ConfigureAwait(false);
        return new StorageSnapshot(set.Block, StorageAnswers.InOrderOf(keys, set.Changes, "state_queryStorageAt"));
    }

    public async IAsyncEnumerable<byte[][]> ReadKeysAsync(
        ReadOnlyMemory<byte> prefix, Hash256 at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? last = null;
        byte[][] page;
        do
        {
            page = await _state.GetKeysPagedAsync(prefix, PageSize, last, at, cancellationToken).ConfigureAwait(false);
            if (page.Length > PageSize)
            {
                throw new RpcFormatException("state_getKeysPaged", $"{page.Length} keys where at most {PageSize} were asked for");
            }

            if (page.Length > 0)
            {
                yield return page;
                last = page[^1];
            }
        }
        while (page.Length == PageSize);
    }

    public IAsyncEnumerable<FollowedHead> FollowBestAsync(CancellationToken cancellationToken) =>
        FollowAsync(_chain.SubscribeNewHeadsAsync, cancellationToken);

    public IAsyncEnumerable<FollowedHead> FollowFinalizedAsync(CancellationToken cancellationToken) =>
        FollowAsync(_chain.SubscribeFinalizedHeadsAsync, cancellationToken);

    public async IAsyncEnumerable<StorageSnapshot> FollowStorageAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcSubscription<StorageChangeSet> subscription = await _state.SubscribeStorageAsync(keys, cancellationToken).ConfigureAwait(false);
        await using (subscription.ConfigureAwait(false))
        {
            byte[]?[]? values = null;
            await foreach (StorageChangeSet set in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                values = values is null ? StorageAnswers.InOrderOf(keys, set.Changes, "state_subscribeStorage") : StorageAnswers.Change(keys, values, set.Changes);
                yield return new StorageSnapshot(set.Block, values);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async IAsyncEnumerable<FollowedHead> FollowAsync(
        Func<CancellationToken, ValueTask<RpcSubscription<BlockHeader>>> subscribe, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcSubscription<BlockHeader> subscription = await subscribe(cancellationToken).ConfigureAwait(false);
        await using (subscription.ConfigureAwait(false))
        {
            await foreach (BlockHeader header in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return new FollowedHead(HeaderCodec.HashOf(header), header);
            }
        }
    }
}
