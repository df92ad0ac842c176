using System.Threading.Channels;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>The way of one transaction, from the pool into a block. A handful of statuses, so none is dropped.</summary>
internal sealed class TransactionWatch(Hash256 transaction)
{
    private readonly Channel<TransactionStatus> _statuses = Channel.CreateUnbounded<TransactionStatus>();
    private TransactionStatus? _last;

    /// <summary>The transaction's hash.</summary>
    public Hash256 Transaction { get; } = transaction;

    /// <summary>The statuses in order; completed after the last, or when the devnet ends.</summary>
    public ChannelReader<TransactionStatus> Statuses => _statuses.Reader;

    /// <summary>Tells where the transaction stands; what was said last is not said again. One thread at a time.</summary>
    public void Tell(TransactionStatus status)
    {
        if (status == _last)
        {
            return;
        }

        _last = status;
        _statuses.Writer.TryWrite(status);
        if (status.IsLast)
        {
            Close();
        }
    }

    public void Close() => _statuses.Writer.TryComplete();
}
