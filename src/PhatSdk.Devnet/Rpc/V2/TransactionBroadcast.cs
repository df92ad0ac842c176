using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>
/// A transaction that a client has broadcast: it is offered to the pool until it is in a final block, or the client stops that. What is
/// invalid now may be valid after a further block. Tells the client nothing.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="extrinsic">The transaction.</param>
internal sealed class TransactionBroadcast(DevnetChain chain, byte[] extrinsic) : RpcFeed
{
    private readonly Follower<Block> _blocks = chain.BestBlocks.Follow();

    /// <summary>Offers the transaction until that is over.</summary>
    public async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            // The first is the best block as it is.
            while (await _blocks.Items.WaitToReadAsync(Closing).ConfigureAwait(false))
            {
                while (_blocks.Items.TryRead(out _))
                {
                    // Only the newest counts.
                }

                if (await OfferAsync().ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // The client stopped it, or went, or the devnet ends.
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    /// <inheritdoc/>
    protected override void Release() => _blocks.Dispose();

    /// <returns>Whether there is nothing more to do.</returns>
    private async Task<bool> OfferAsync()
    {
        TransactionWatch watch;
        try
        {
            watch = chain.SubmitAndWatch(extrinsic);
        }
        catch (TransactionPoolException)
        {
            // Not now: the client is not told, by the specification.
            return false;
        }

        await foreach (TransactionStatus status in watch.Statuses.ReadAllAsync(Closing).ConfigureAwait(false))
        {
            if (status.Kind is TransactionStatusKind.Finalized or TransactionStatusKind.FinalityTimeout or TransactionStatusKind.Usurped)
            {
                return true;
            }
        }

        return false;
    }
}
