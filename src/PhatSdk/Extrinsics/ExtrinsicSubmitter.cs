using PhatSdk.Chain;
using PhatSdk.Extrinsics.Following;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>
/// Hands extrinsics to a node by the methods that it has: <c>author_submitAndWatchExtrinsic</c>, <c>transactionWatch_v1_submitAndWatch</c>,
/// <c>author_submitExtrinsic</c> or <c>transaction_v1_broadcast</c>, in that order. Each extrinsic is sent once: only a node that says that it has no such method
/// is asked by another one.
/// </summary>
internal sealed class ExtrinsicSubmitter(ChainClient chain)
{
    private const int MethodNotFound = -32601;
    private const int LastWay = 3;

    private readonly AuthorRpc _author = new(chain.Rpc);
    private readonly TransactionRpc _transactions = new(chain.Rpc);
    private volatile int _way;

    /// <summary>Sends an extrinsic.</summary>
    /// <returns>What becomes of it.</returns>
    /// <exception cref="InvalidTransactionException">The node refused it.</exception>
    /// <exception cref="RpcConnectionException">The wire broke: whether the node has it is not known.</exception>
    public async ValueTask<IStatusSource> SubmitAsync(ReadOnlyMemory<byte> extrinsic, ExtrinsicTrace trace, CancellationToken cancellationToken)
    {
        for (int way = _way; ; way++)
        {
            try
            {
                IStatusSource statuses = await SubmitAsync(way, extrinsic, trace, cancellationToken).ConfigureAwait(false);
                _way = way;
                return statuses;
            }
            catch (RpcResponseException exception) when (InvalidTransactionException.Is(exception))
            {
                throw new InvalidTransactionException(exception);
            }
            catch (Exception exception) when (way < LastWay && IsOtherWayNeeded(exception))
            {
                // The node has done nothing: the method is not there, or the transport cannot carry it.
            }
        }
    }

    private static bool IsOtherWayNeeded(Exception exception) => exception is NotSupportedException or RpcResponseException { Code: MethodNotFound };

    private async ValueTask<IStatusSource> SubmitAsync(int way, ReadOnlyMemory<byte> extrinsic, ExtrinsicTrace trace, CancellationToken cancellationToken)
    {
        switch (way)
        {
            case 0:
                return new WatchedStatuses(await _author.SubmitAndWatchExtrinsicAsync(extrinsic, cancellationToken).ConfigureAwait(false));
            case 1:
                return await WatchAsync(extrinsic, cancellationToken).ConfigureAwait(false);
            case 2:
                await _author.SubmitExtrinsicAsync(extrinsic, cancellationToken).ConfigureAwait(false);
                return new BlockStatuses(chain, trace);
            default:
                string? operation = await _transactions.BroadcastAsync(extrinsic, cancellationToken).ConfigureAwait(false);
                return operation is null
                    ? throw new InvalidTransactionException("the node broadcasts as many extrinsics as it can")
                    : new BroadcastStatuses(_transactions, operation, new BlockStatuses(chain, trace));
        }
    }

    private async ValueTask<IStatusSource> WatchAsync(ReadOnlyMemory<byte> extrinsic, CancellationToken cancellationToken)
    {
        RpcSubscription<TransactionEvent> subscription = await _transactions.SubmitAndWatchAsync(extrinsic, cancellationToken).ConfigureAwait(false);
        TransactionStatuses statuses = new(subscription);
        try
        {
            return await statuses.ReadRefusalAsync(cancellationToken).ConfigureAwait(false) is { } reason ? throw new InvalidTransactionException(reason) : statuses;
        }
        catch
        {
            await statuses.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
