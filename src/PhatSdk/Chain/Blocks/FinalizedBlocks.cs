using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Blocks;

/// <summary>The final chain's blocks, each once and in order, whatever the wire does.</summary>
/// <remarks>
/// A node tells of the newest final block only. Those between are read by their numbers, which is safe as they are final: each must have the one before as its
/// parent. A node that is behind – another one took over – is waited for.
/// </remarks>
internal sealed class FinalizedBlocks(IChainBackend backend, WireRetry retry)
{
    private readonly BlockReader _reader = new(backend, retry);

    /// <summary>Follows the final chain.</summary>
    /// <param name="from">The number of the first block; null for the newest.</param>
    /// <param name="before">The hash of the block before the first one; null where it is not known.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The blocks.</returns>
    public async IAsyncEnumerable<ChainBlock> FollowAsync(uint? from, Hash256? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (FollowedHead head in retry.FollowAsync(backend.FollowFinalizedAsync, cancellationToken).ConfigureAwait(false))
        {
            uint next = from ?? head.Header.Number;
            await foreach (ChainBlock block in ReadToAsync(next, before, new ChainBlock(head.Hash, head.Header), cancellationToken).ConfigureAwait(false))
            {
                (from, before) = (block.Number + 1, block.Hash);
                yield return block;
            }
        }
    }

    private async IAsyncEnumerable<ChainBlock> ReadToAsync(
        uint next, Hash256? before, ChainBlock head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (head.Number + 1UL == next && before is { } last && head.Hash != last)
        {
            throw new RpcFormatException("finalized heads", $"block {head} is told to be final after block {last} of that number: the chain is another one than before");
        }

        while (next < head.Number)
        {
            int count = (int)Math.Min(head.Number - next, BlockReader.PageSize);
            ChainBlock[]? page = await ReadPageAsync(next, count, head, cancellationToken).ConfigureAwait(false);
            if (page is null)
            {
                yield break;
            }

            ThrowIfNotLinked(page, before);
            foreach (ChainBlock block in page)
            {
                yield return block;
            }

            (next, before) = (page[^1].Number + 1, page[^1].Hash);
        }

        if (next == head.Number)
        {
            ThrowIfNotLinked([head], before);
            yield return head;
        }
    }

    /// <summary>Final blocks before one; null where the node that answers is behind: when they are final there, it tells of them.</summary>
    private async Task<ChainBlock[]?> ReadPageAsync(uint next, int count, ChainBlock head, CancellationToken cancellationToken)
    {
        uint last = next + (uint)count - 1;
        ChainBlock[]? page = await _reader.TryReadAsync(next, count, cancellationToken).ConfigureAwait(false);
        if (page is not null && last + 1 == head.Number)
        {
            return page[^1].Hash == head.ParentHash ? page : await _reader.ReadAncestorsAsync(head, count, cancellationToken).ConfigureAwait(false);
        }

        if (await _reader.ReadFinalNumberAsync(cancellationToken).ConfigureAwait(false) < last)
        {
            return null;
        }

        return page ?? throw new RpcFormatException("block hash", $"the node has not all of the blocks {next} to {last}, which are final");
    }

    private static void ThrowIfNotLinked(ChainBlock[] blocks, Hash256? before)
    {
        foreach (ChainBlock block in blocks)
        {
            if (before is { } parent && block.ParentHash != parent)
            {
                throw new RpcFormatException(
                    "finalized heads", $"final block {block} has parent {block.ParentHash}, not {parent}: the chain is another one than before");
            }

            before = block.Hash;
        }
    }
}
