using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PhatSdk.Chain;
using PhatSdk.Extrinsics.Following;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>Follows one extrinsic from the pool into a block. One reader at a time. Dispose of it to follow no longer; what was sent stays sent.</summary>
/// <remarks>
/// Where the wire breaks, the tracker goes on over the next one: it looks by the extrinsic's hash into the node's pool and into the blocks in which it can be. It
/// never sends it again.
/// </remarks>
public sealed class ExtrinsicTracker : IAsyncDisposable
{
    private readonly ChainClient _chain;
    private readonly ReceiptReader _receipts;
    private readonly WirePatience _patience;
    private readonly ExtrinsicTrace _trace;
    private readonly string? _call;
    private readonly Action _onLost;
    private readonly ILogger _logger;
    private IStatusSource _statuses;
    private ExtrinsicStatus? _last;
    private bool _isDisposed;

    internal ExtrinsicTracker(ChainClient chain, IStatusSource statuses, ExtrinsicTrace trace, ReceiptReader receipts, string? call, Action onLost, ILogger logger)
    {
        _chain = chain;
        _statuses = statuses;
        _trace = trace;
        _receipts = receipts;
        _patience = new WirePatience(chain.TimeProvider);
        _call = call;
        _onLost = onLost;
        _logger = logger;
    }

    /// <summary>The extrinsic's hash.</summary>
    public Hash256 ExtrinsicHash => _trace.Hash;

    /// <summary>Tells what becomes of the extrinsic, each status once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The statuses, the last one included; none after that.</returns>
    /// <exception cref="RpcException">The wire broke and did not come back: what became of the extrinsic is not known.</exception>
    public async IAsyncEnumerable<ExtrinsicStatus> ReadStatusesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (_last is not { IsLast: true })
        {
            IAsyncEnumerator<ExtrinsicStatus> statuses = _statuses.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (statuses.ConfigureAwait(false))
            {
                while (_last is not { IsLast: true } && await HasNextAsync(statuses).ConfigureAwait(false))
                {
                    if (IsNews(statuses.Current))
                    {
                        yield return statuses.Current;
                    }
                }
            }

            if (_last is { IsLast: true })
            {
                yield break;
            }

            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await LookAfterItAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the extrinsic is in a block. The block may still be given up for another.</summary>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="DispatchException">It is in a block, and its call failed.</exception>
    /// <exception cref="ExtrinsicLostException">It came into no block, or will not.</exception>
    /// <exception cref="RpcException">The wire broke and did not come back: what became of the extrinsic is not known.</exception>
    public ValueTask<ExtrinsicReceipt> WaitForBlockAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(waitForFinalization: false, cancellationToken);

    /// <summary>Waits until the extrinsic is in a block that is final.</summary>
    /// <inheritdoc cref="WaitForBlockAsync"/>
    public ValueTask<ExtrinsicReceipt> WaitForFinalizationAsync(CancellationToken cancellationToken = default) =>
        WaitAsync(waitForFinalization: true, cancellationToken);

    /// <summary>Ends the following.</summary>
    /// <returns>When the node knows.</returns>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _statuses.DisposeAsync();
    }

    private async ValueTask<ExtrinsicReceipt> WaitAsync(bool waitForFinalization, CancellationToken cancellationToken)
    {
        if (BlockOf(_last, waitForFinalization) is { } known)
        {
            return await ReadReceiptAsync(known, cancellationToken).ConfigureAwait(false);
        }

        await foreach (ExtrinsicStatus status in ReadStatusesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (BlockOf(status, waitForFinalization) is { } block)
            {
                return await ReadReceiptAsync(block, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new ExtrinsicLostException(ExtrinsicHash, _last!);
    }

    private ValueTask<ExtrinsicReceipt> ReadReceiptAsync(Hash256 block, CancellationToken cancellationToken) =>
        _patience.ReadAsync(token => _receipts.ReadAsync(_call, ExtrinsicHash, block, token), cancellationToken);

    // Sources that go on where another ended may repeat what that one told.
    private bool IsNews(ExtrinsicStatus status)
    {
        if (status == _last)
        {
            return false;
        }

        _last = status;
        ExtrinsicLog.Told(_logger, ExtrinsicHash, status.Kind, status.Hash);
        if (status.Kind > ExtrinsicStatusKind.Finalized)
        {
            _onLost();
        }

        return true;
    }

    private async ValueTask LookAfterItAsync(CancellationToken cancellationToken)
    {
        ExtrinsicLog.Lost(_logger, ExtrinsicHash);
        _onLost();
        BlockStatuses blocks = new(_chain, _trace, _last?.Kind == ExtrinsicStatusKind.InBlock ? _last.Hash : null);
        await _statuses.DisposeAsync().ConfigureAwait(false);
        _statuses = blocks;
        await blocks.LookAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<bool> HasNextAsync(IAsyncEnumerator<ExtrinsicStatus> statuses)
    {
        try
        {
            return await statuses.MoveNextAsync().ConfigureAwait(false);
        }
        catch (RpcConnectionException)
        {
            return false;
        }
    }

    private static Hash256? BlockOf(ExtrinsicStatus? status, bool waitForFinalization) => status?.Kind switch
    {
        ExtrinsicStatusKind.Finalized => status.Hash,
        ExtrinsicStatusKind.InBlock when !waitForFinalization => status.Hash,
        _ => null,
    };
}
