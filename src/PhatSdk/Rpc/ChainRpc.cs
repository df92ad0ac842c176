using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Rpc;

/// <summary>Blocks and headers: the methods <c>chain_*</c>.</summary>
public sealed class ChainRpc
{
    private readonly RpcClient _client;

    /// <summary>Creates the group.</summary>
    /// <param name="client">Sends the requests.</param>
    public ChainRpc(RpcClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The hash of the block with a number on the best chain: <c>chain_getBlockHash</c>.</summary>
    /// <param name="number">The number; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash; null where there is no such block yet.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<Hash256?> GetBlockHashAsync(uint? number = null, CancellationToken cancellationToken = default)
    {
        RpcParameters parameters = new();
        if (number is { } value)
        {
            parameters.Add(value);
        }

        HashResult? result = await _client
            .RequestOptionalAsync("chain_getBlockHash", parameters, RpcJsonContext.Default.HashResult, cancellationToken).ConfigureAwait(false);
        return result?.Hash;
    }

    /// <summary>A block's header: <c>chain_getHeader</c>.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The header; null where the node does not know the block.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<BlockHeader?> GetHeaderAsync(Hash256? block = null, CancellationToken cancellationToken = default) =>
        _client.RequestOptionalAsync("chain_getHeader", At(block), RpcJsonContext.Default.BlockHeader, cancellationToken);

    /// <summary>A block's header and extrinsics: <c>chain_getBlock</c>.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The block; null where the node does not know it.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<BlockBody?> GetBlockAsync(Hash256? block = null, CancellationToken cancellationToken = default)
    {
        SignedBlock? signed = await _client
            .RequestOptionalAsync("chain_getBlock", At(block), RpcJsonContext.Default.SignedBlock, cancellationToken).ConfigureAwait(false);
        return signed?.Block;
    }

    /// <summary>The hash of the newest final block: <c>chain_getFinalizedHead</c>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<Hash256> GetFinalizedHeadAsync(CancellationToken cancellationToken = default)
    {
        HashResult result = await _client
            .RequestAsync("chain_getFinalizedHead", null, RpcJsonContext.Default.HashResult, cancellationToken).ConfigureAwait(false);
        return result.Hash;
    }

    /// <summary>Follows the best chain: <c>chain_subscribeNewHeads</c>. The newest header comes at once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The headers; dispose of the subscription. A node may leave out numbers, and give a number again after a reorganisation.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<RpcSubscription<BlockHeader>> SubscribeNewHeadsAsync(CancellationToken cancellationToken = default) =>
        _client.SubscribeAsync("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", null, RpcJsonContext.Default.BlockHeader, cancellationToken);

    /// <summary>Follows the final chain: <c>chain_subscribeFinalizedHeads</c>. The newest header comes at once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The headers; dispose of the subscription. A node may leave out numbers.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<RpcSubscription<BlockHeader>> SubscribeFinalizedHeadsAsync(CancellationToken cancellationToken = default) =>
        _client.SubscribeAsync(
            "chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads", null, RpcJsonContext.Default.BlockHeader, cancellationToken);

    private static RpcParameters At(Hash256? block)
    {
        RpcParameters parameters = new();
        return block is null ? parameters : parameters.Add(block);
    }
}
