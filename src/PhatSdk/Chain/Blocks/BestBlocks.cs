using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;

namespace PhatSdk.Chain.Blocks;

/// <summary>The best chain, step by step, whatever the wire does.</summary>
/// <remarks>
/// A node tells of the newest block only; what leads there from the blocks before is read. See <see cref="BestChain"/>.
/// </remarks>
internal sealed class BestBlocks(IChainBackend backend, WireRetry retry)
{
    private readonly BlockReader _reader = new(backend, retry);

    /// <summary>Follows the best chain. The newest block comes at once.</summary>
    public async IAsyncEnumerable<HeadChange> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BestChain chain = new(_reader);
        await foreach (FollowedHead head in retry.FollowAsync(backend.FollowBestAsync, cancellationToken).ConfigureAwait(false))
        {
            ChainBlock newest = new(head.Hash, head.Header);
            // After a long cut, the way is gone in parts.
            while (chain.Top is { } top && newest.Number > top.Number + (ulong)BlockReader.PageSize)
            {
                ChainBlock? part = await _reader.TryReadAsync(top.Number + BlockReader.PageSize, cancellationToken).ConfigureAwait(false);
                if (part is null)
                {
                    break;
                }

                foreach (HeadChange change in await chain.GoToAsync(part, cancellationToken).ConfigureAwait(false))
                {
                    yield return change;
                }
            }

            foreach (HeadChange change in await chain.GoToAsync(newest, cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
    }
}
