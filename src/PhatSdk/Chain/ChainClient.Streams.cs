using System.Runtime.CompilerServices;
using PhatSdk.Chain.Blocks;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>Follows the final chain: each block once, in order, without a gap, also over broken wires and restarted nodes.</summary>
    /// <param name="from">The number of the first block, from the past or not there yet; null for the newest final block.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The blocks.</returns>
    /// <exception cref="RpcException">
    /// The wire broke and did not come back. <see cref="RpcFormatException"/> where the node's final chain is not one chain, or another one than before.
    /// </exception>
    public IAsyncEnumerable<ChainBlock> FollowFinalizedAsync(uint? from = null, CancellationToken cancellationToken = default) =>
        new FinalizedBlocks(_backend, _retry).FollowAsync(from, null, cancellationToken);

    /// <summary>Follows the final chain behind a block that was dealt with: each block once, in order, without a gap.</summary>
    /// <param name="after">A final block; its successor comes first, and is refused where it is not the successor.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The blocks.</returns>
    /// <exception cref="RpcException">
    /// The wire broke and did not come back. <see cref="RpcFormatException"/> where the node's final chain is not one chain, or another one than that of
    /// <paramref name="after"/>.
    /// </exception>
    public IAsyncEnumerable<ChainBlock> FollowFinalizedAsync(BlockRef after, CancellationToken cancellationToken = default) =>
        new FinalizedBlocks(_backend, _retry).FollowAsync(after.Number + 1, after.Hash, cancellationToken);

    /// <summary>
    /// Follows the best chain step by step: blocks that are put on top, and blocks that are taken off again since another fork became the best. Over a broken
    /// wire it goes on from where it was. The newest block comes at once.
    /// </summary>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The steps: see <see cref="HeadChange"/>.</returns>
    /// <exception cref="RpcException">
    /// The wire broke and did not come back. <see cref="RpcFormatException"/> where the node's blocks do not make a chain, or one that went another way more
    /// than 1,024 blocks ago.
    /// </exception>
    public IAsyncEnumerable<HeadChange> FollowBestAsync(CancellationToken cancellationToken = default) =>
        new BestBlocks(_backend, _retry).FollowAsync(cancellationToken);

    /// <summary>Follows the final chain with its blocks' extrinsics: each block once, in order, without a gap.</summary>
    /// <inheritdoc cref="FollowFinalizedAsync(uint?, CancellationToken)"/>
    public async IAsyncEnumerable<BlockBody> FollowFinalizedBodiesAsync(
        uint? from = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerable<BlockBody> bodies = ReadAhead.SelectAsync(
            FollowFinalizedAsync(from, cancellationToken),
            (block, token) => _retry.ReadAsync(again => GetBlockAsync(block.Hash, again), token),
            BlocksAhead,
            cancellationToken);
        await foreach (BlockBody body in bodies.ConfigureAwait(false))
        {
            yield return body;
        }
    }
}
