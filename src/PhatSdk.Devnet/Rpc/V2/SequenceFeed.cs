using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Notifications that are made one by one as they are read, and then end.</summary>
/// <param name="notifications">The notifications.</param>
internal sealed class SequenceFeed(IEnumerable<ReadOnlyMemory<byte>> notifications) : RpcFeed
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync()
    {
        await Task.Yield();
        try
        {
            foreach (ReadOnlyMemory<byte> notification in notifications)
            {
                if (Closing.IsCancellationRequested)
                {
                    yield break;
                }

                yield return notification;
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Release()
    {
    }
}
