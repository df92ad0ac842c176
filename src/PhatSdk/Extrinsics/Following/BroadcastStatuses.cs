using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics.Following;

/// <summary>An extrinsic that a node broadcasts by <c>transaction_v1_broadcast</c> until nobody follows it any more; the blocks tell what becomes of it.</summary>
internal sealed class BroadcastStatuses(TransactionRpc transactions, string operation, BlockStatuses blocks) : IStatusSource
{
    private int _isDisposed;

    public IAsyncEnumerable<ExtrinsicStatus> ReadAllAsync(CancellationToken cancellationToken) => blocks.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        try
        {
            await transactions.StopAsync(operation, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The broadcast went with the wire, or has ended.
        }
    }
}
