using System.Threading.Channels;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Notifications made from what a channel tells.</summary>
/// <typeparam name="T">What the channel tells.</typeparam>
/// <param name="source">The channel.</param>
/// <param name="write">Makes a notification; null for none.</param>
/// <param name="owner">Let go of at the end.</param>
internal sealed class RpcFeed<T>(ChannelReader<T> source, Func<T, ReadOnlyMemory<byte>?> write, IDisposable? owner = null) : RpcFeed
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync()
    {
        try
        {
            while (await IsMoreAsync().ConfigureAwait(false))
            {
                while (!Closing.IsCancellationRequested && source.TryRead(out T? item))
                {
                    if (write(item) is { } notification)
                    {
                        yield return notification;
                    }
                }
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Release() => owner?.Dispose();

    private async ValueTask<bool> IsMoreAsync()
    {
        try
        {
            return await source.WaitToReadAsync(Closing).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
