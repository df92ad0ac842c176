using System.Diagnostics.CodeAnalysis;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Transactions that wait for others. Not safe for several threads.</summary>
internal sealed class FutureTransactions
{
    private readonly Dictionary<Hash256, (PooledTransaction Transaction, HashSet<TransactionTag> Missing)> _all = [];
    private readonly Dictionary<TransactionTag, HashSet<PooledTransaction>> _requiring = [];

    public long Bytes { get; private set; }

    public int Count => _all.Count;

    public IEnumerable<PooledTransaction> All => _all.Values.Select(static entry => entry.Transaction);

    public bool Contains(Hash256 transaction) => _all.ContainsKey(transaction);

    public void Add(PooledTransaction transaction, HashSet<TransactionTag> missing)
    {
        _all.Add(transaction.Hash, (transaction, missing));
        Bytes += transaction.Extrinsic.Length;
        foreach (TransactionTag tag in transaction.Requires)
        {
            if (!_requiring.TryGetValue(tag, out HashSet<PooledTransaction>? requiring))
            {
                _requiring.Add(tag, requiring = []);
            }

            requiring.Add(transaction);
        }
    }

    /// <summary>A ready transaction provides something: takes out those that have all that they waited for.</summary>
    public List<PooledTransaction> Satisfy(TransactionTag tag)
    {
        List<PooledTransaction> complete = [];
        foreach (PooledTransaction transaction in Requiring(tag))
        {
            HashSet<TransactionTag> missing = _all[transaction.Hash].Missing;
            if (missing.Remove(tag) && missing.Count == 0)
            {
                Remove(transaction);
                complete.Add(transaction);
            }
        }

        return complete;
    }

    /// <summary>The chain provides something, for good: takes out those that have all that they waited for.</summary>
    public List<PooledTransaction> Settle(TransactionTag tag)
    {
        List<PooledTransaction> complete = Satisfy(tag);
        foreach (PooledTransaction transaction in complete.Concat(Requiring(tag)))
        {
            transaction.Requires.Remove(tag);
        }

        _requiring.Remove(tag);
        return complete;
    }

    /// <summary>Removes one by its hash.</summary>
    public bool TryRemove(Hash256 hash, [NotNullWhen(true)] out PooledTransaction? transaction)
    {
        transaction = _all.GetValueOrDefault(hash).Transaction;
        return transaction is not null && Remove(transaction);
    }

    public bool Remove(PooledTransaction transaction)
    {
        if (!_all.Remove(transaction.Hash, out _))
        {
            return false;
        }

        Bytes -= transaction.Extrinsic.Length;
        foreach (TransactionTag tag in transaction.Requires)
        {
            if (_requiring.TryGetValue(tag, out HashSet<PooledTransaction>? requiring) && requiring.Remove(transaction) && requiring.Count == 0)
            {
                _requiring.Remove(tag);
            }
        }

        return true;
    }

    /// <summary>The one that waits longest, where there is more than the limit.</summary>
    public bool TryGetExcess(QueueLimit limit, [NotNullWhen(true)] out PooledTransaction? oldest)
    {
        oldest = Count > limit.Count || Bytes > limit.Bytes ? All.MinBy(static transaction => transaction.Sequence) : null;
        return oldest is not null;
    }

    private PooledTransaction[] Requiring(TransactionTag tag) =>
        _requiring.TryGetValue(tag, out HashSet<PooledTransaction>? requiring) ? [.. requiring.OrderBy(static transaction => transaction.Sequence)] : [];
}
