using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>The hash by which a block is known: BLAKE2b-256 of its encoded header.</summary>
    /// <param name="header">The header.</param>
    /// <returns>The hash.</returns>
    public static Hash256 HashOf(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return HeaderCodec.HashOf(header);
    }

    /// <summary>The hash of the block with a number on the best chain.</summary>
    /// <param name="number">The number; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="UnknownBlockException">There is no such block yet.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<Hash256> GetBlockHashAsync(uint? number = null, CancellationToken cancellationToken = default) =>
        number is { } known
            ? await _backend.GetBlockHashAsync(known, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException($"{known}")
            : await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The hash of the newest final block.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<Hash256> GetFinalizedHeadAsync(CancellationToken cancellationToken = default) => _backend.GetFinalizedHashAsync(cancellationToken);

    /// <summary>A block's header.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The header.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<BlockHeader> GetHeaderAsync(Hash256? block = null, CancellationToken cancellationToken = default) =>
        await _backend.GetHeaderAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);

    /// <summary>A block's header and extrinsics.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The block.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<BlockBody> GetBlockAsync(Hash256? block = null, CancellationToken cancellationToken = default) =>
        await _backend.GetBlockAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);
}
