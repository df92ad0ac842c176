using System.Diagnostics.CodeAnalysis;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Transactions that may go into the next block, with those that they require before them. Not safe for several threads.</summary>
internal sealed class ReadyTransactions
{
    private readonly Dictionary<Hash256, PooledTransaction> _all = [];
    private readonly Dictionary<TransactionTag, PooledTransaction> _providers = [];
    private readonly Dictionary<TransactionTag, HashSet<PooledTransaction>> _dependents = [];

    public long Bytes { get; private set; }

    public int Count => _all.Count;

    public IReadOnlyCollection<PooledTransaction> All => _all.Values;

    public bool Contains(Hash256 transaction) => _all.ContainsKey(transaction);

    public bool TryGetProvider(TransactionTag tag, [NotNullWhen(true)] out PooledTransaction? provider) => _providers.TryGetValue(tag, out provider);

    /// <summary>Those that provide what <paramref name="transaction"/> does.</summary>
    public List<PooledTransaction> RivalsOf(PooledTransaction transaction)
    {
        List<PooledTransaction> rivals = [];
        foreach (TransactionTag tag in transaction.Provides)
        {
            if (_providers.TryGetValue(tag, out PooledTransaction? rival) && !rivals.Contains(rival))
            {
                rivals.Add(rival);
            }
        }

        return rivals;
    }

    /// <summary>Adds one whose rivals are gone.</summary>
    public void Add(PooledTransaction transaction)
    {
        _all.Add(transaction.Hash, transaction);
        Bytes += transaction.Extrinsic.Length;
        foreach (TransactionTag tag in transaction.Provides)
        {
            _providers[tag] = transaction;
        }

        foreach (TransactionTag tag in transaction.Requires)
        {
            if (!_dependents.TryGetValue(tag, out HashSet<PooledTransaction>? dependents))
            {
                _dependents.Add(tag, dependents = []);
            }

            dependents.Add(transaction);
        }
    }

    /// <summary>Removes one by its hash, and leaves those that require it.</summary>
    public bool TryRemove(Hash256 hash, [NotNullWhen(true)] out PooledTransaction? transaction) =>
        _all.TryGetValue(hash, out transaction) && Remove(transaction);

    /// <summary>Removes one, and leaves those that require it.</summary>
    public bool Remove(PooledTransaction transaction)
    {
        if (!_all.Remove(transaction.Hash))
        {
            return false;
        }

        Bytes -= transaction.Extrinsic.Length;
        foreach (TransactionTag tag in transaction.Provides)
        {
            if (_providers.TryGetValue(tag, out PooledTransaction? provider) && provider == transaction)
            {
                _providers.Remove(tag);
            }
        }

        foreach (TransactionTag tag in transaction.Requires)
        {
            if (_dependents.TryGetValue(tag, out HashSet<PooledTransaction>? dependents) && dependents.Remove(transaction) && dependents.Count == 0)
            {
                _dependents.Remove(tag);
            }
        }

        return true;
    }

    /// <summary>The chain provides something, for good: nobody depends on it any longer.</summary>
    public void Settle(TransactionTag tag)
    {
        if (_dependents.Remove(tag, out HashSet<PooledTransaction>? dependents))
        {
            foreach (PooledTransaction dependent in dependents)
            {
                dependent.Requires.Remove(tag);
            }
        }
    }

    /// <summary>Removes one and all that require what it provides, but for what is <paramref name="stillProvided"/>.</summary>
    /// <returns>What was removed, the one first.</returns>
    public List<PooledTransaction> RemoveWithDependents(PooledTransaction transaction, IReadOnlyCollection<TransactionTag> stillProvided)
    {
        List<PooledTransaction> removed = [];
        Stack<PooledTransaction> remaining = new([transaction]);
        while (remaining.TryPop(out PooledTransaction? next))
        {
            if (!Remove(next))
            {
                continue;
            }

            removed.Add(next);
            foreach (TransactionTag tag in next.Provides)
            {
                if (!stillProvided.Contains(tag) && _dependents.TryGetValue(tag, out HashSet<PooledTransaction>? dependents))
                {
                    foreach (PooledTransaction dependent in dependents)
                    {
                        remaining.Push(dependent);
                    }
                }
            }
        }

        return removed;
    }

    /// <summary>All, the best first, and none before those that it requires.</summary>
    public List<PooledTransaction> InOrder()
    {
        Dictionary<PooledTransaction, int> blocked = new(_all.Count);
        PriorityQueue<PooledTransaction, PooledTransaction> free = new(TransactionOrder.Instance);
        foreach (PooledTransaction transaction in _all.Values)
        {
            int providers = transaction.Requires.Count(_providers.ContainsKey);
            blocked.Add(transaction, providers);
            if (providers == 0)
            {
                free.Enqueue(transaction, transaction);
            }
        }

        List<PooledTransaction> ordered = new(_all.Count);
        while (free.TryDequeue(out PooledTransaction? next, out _))
        {
            ordered.Add(next);
            foreach (TransactionTag tag in next.Provides.Distinct())
            {
                foreach (PooledTransaction dependent in _dependents.GetValueOrDefault(tag) ?? [])
                {
                    if (--blocked[dependent] == 0)
                    {
                        free.Enqueue(dependent, dependent);
                    }
                }
            }
        }

        return ordered;
    }

    /// <summary>The last to go into a block, where there is more than the limit; none that is being taken.</summary>
    public bool TryGetExcess(QueueLimit limit, [NotNullWhen(true)] out PooledTransaction? worst)
    {
        worst = Count > limit.Count || Bytes > limit.Bytes
            ? _all.Values.Where(static transaction => !transaction.IsTaken).Max(TransactionOrder.Instance)
            : null;
        return worst is not null;
    }
}
