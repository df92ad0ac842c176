using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>Follows one extrinsic from the pool into a block. One reader at a time. Dispose of it to follow no longer; what was sent stays sent.</summary>
public sealed class ExtrinsicTracker : IAsyncDisposable
{
    private readonly RpcSubscription<ExtrinsicStatus> _statuses;
    private readonly ReceiptReader _receipts;
    private readonly RuntimeCall _call;
    private readonly ILogger _logger;
    private ExtrinsicStatus? _last;

    internal ExtrinsicTracker(RpcSubscription<ExtrinsicStatus> statuses, ReceiptReader receipts, RuntimeCall call, Hash256 extrinsicHash, ILogger logger)
    {
        _statuses = statuses;
        _receipts = receipts;
        _call = call;
        _logger = logger;
        ExtrinsicHash = extrinsicHash;
    }

    /// <summary>The extrinsic's hash.</summary>
    public Hash256 ExtrinsicHash { get; }

    /// <summary>Tells what becomes of the extrinsic, each status once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The statuses, the last one included; none after that.</returns>
    /// <exception cref="RpcException">The wire broke: what became of the extrinsic is not known.</exception>
    public async IAsyncEnumerable<ExtrinsicStatus> ReadStatusesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_last is { IsLast: true })
        {
            yield break;
        }

        await foreach (ExtrinsicStatus status in _statuses.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            _last = status;
            ExtrinsicLog.Told(_logger, ExtrinsicHash, status.Kind, status.Hash);
            yield return status;
            if (status.IsLast)
            {
                yield break;
            }
        }
    }

    /// <summary>Waits until the extrinsic is in a block. The block may still be given up for another.</summary>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="DispatchException">It is in a block, and its call failed.</exception>
    /// <exception cref="ExtrinsicLostException">The node gave it up.</exception>
    /// <exception cref="RpcException">The wire broke: what became of the extrinsic is not known.</exception>
    public ValueTask<ExtrinsicReceipt> WaitForBlockAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(waitForFinalization: false, cancellationToken);

    /// <summary>Waits until the extrinsic is in a block that is final.</summary>
    /// <inheritdoc cref="WaitForBlockAsync"/>
    public ValueTask<ExtrinsicReceipt> WaitForFinalizationAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(waitForFinalization: true, cancellationToken);

    /// <summary>Ends the following.</summary>
    /// <returns>When the node knows.</returns>
    public ValueTask DisposeAsync() => _statuses.DisposeAsync();

    private async ValueTask<ExtrinsicReceipt> WaitAsync(bool waitForFinalization, CancellationToken cancellationToken)
    {
        if (BlockOf(_last, waitForFinalization) is { } known)
        {
            return await _receipts.ReadAsync(_call, ExtrinsicHash, known, cancellationToken).ConfigureAwait(false);
        }

        await foreach (ExtrinsicStatus status in ReadStatusesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (BlockOf(status, waitForFinalization) is { } block)
            {
                return await _receipts.ReadAsync(_call, ExtrinsicHash, block, cancellationToken).ConfigureAwait(false);
            }
        }

        throw _last is { IsLast: true } last
            ? new ExtrinsicLostException(ExtrinsicHash, last)
            : new RpcConnectionException($"the node stopped telling about extrinsic {ExtrinsicHash}");
    }

    private static Hash256? BlockOf(ExtrinsicStatus? status, bool waitForFinalization) => status?.Kind switch
    {
        ExtrinsicStatusKind.Finalized => status.Hash,
        ExtrinsicStatusKind.InBlock when !waitForFinalization => status.Hash,
        _ => null,
    };
}
