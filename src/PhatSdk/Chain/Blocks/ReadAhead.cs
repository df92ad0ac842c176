using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PhatSdk.Chain.Blocks;

/// <summary>Reads something of each item while the items before are dealt with, and keeps the order.</summary>
internal static class ReadAhead
{
    /// <summary>Reads.</summary>
    /// <param name="items">The items.</param>
    /// <param name="read">Reads.</param>
    /// <param name="ahead">How many are read at the same time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was read, in the items' order. It fails where an item fails, after those before it.</returns>
    public static async IAsyncEnumerable<TRead> SelectAsync<TItem, TRead>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, CancellationToken, Task<TRead>> read,
        int ahead,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Task<TRead>> reads = Channel.CreateBounded<Task<TRead>>(ahead);
        Task pulling = PullAsync(items, read, reads.Writer, ending.Token);
        try
        {
            await foreach (Task<TRead> one in reads.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await one.ConfigureAwait(false);
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await pulling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PullAsync<TItem, TRead>(
        IAsyncEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TRead>> read, ChannelWriter<Task<TRead>> reads, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await reads.WriteAsync(read(item, cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            reads.TryComplete();
        }
        catch (Exception exception)
        {
            // Told to the reader, behind what was read before.
            reads.TryComplete(exception);
        }
    }
}
