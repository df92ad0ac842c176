using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

internal sealed partial class TransactionPool
{
    /// <summary>Takes a ready transaction into the block that is being made.</summary>
    /// <returns>False where it left the pool meanwhile.</returns>
    public bool TryTake(PooledTransaction transaction)
    {
        lock (_gate)
        {
            return transaction.IsTaken = _ready.Contains(transaction.Hash);
        }
    }

    /// <summary>A transaction that was taken is not in the block after all.</summary>
    public void PutBack(PooledTransaction transaction)
    {
        lock (_gate)
        {
            transaction.IsTaken = false;
        }
    }

    /// <summary>A transaction proved invalid: it goes, with all that require it.</summary>
    public void Reject(PooledTransaction transaction)
    {
        lock (_gate)
        {
            _banned.Ban(transaction.Hash);
            transaction.IsTaken = false;
            RemoveAll([transaction], [], TransactionStatusKind.Invalid);
        }
    }

    /// <summary>Removes transactions with all that require them, as invalid ones.</summary>
    /// <returns>The hashes of all that were removed.</returns>
    public IReadOnlyList<Hash256> Remove(IReadOnlyList<Hash256> transactions)
    {
        lock (_gate)
        {
            foreach (Hash256 hash in transactions)
            {
                _banned.Ban(hash);
            }

            HashSet<Hash256> named = [.. transactions];
            return RemoveAll([.. _ready.All.Concat(_future.All).Where(transaction => named.Contains(transaction.Hash))], [], TransactionStatusKind.Invalid);
        }
    }

    /// <summary>The devnet ends: nobody waits for a status any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (PooledTransaction transaction in _ready.All.Concat(_future.All).Concat(_included.Values.SelectMany(static block => block)))
            {
                transaction.CloseWatch();
            }
        }
    }

    private List<Hash256> RemoveAll(
        IReadOnlyList<PooledTransaction> transactions, IReadOnlyCollection<TransactionTag> stillProvided, TransactionStatusKind status, Hash256 subject = default)
    {
        List<Hash256> hashes = [];
        foreach (PooledTransaction transaction in transactions)
        {
            if (_future.Remove(transaction))
            {
                hashes.Add(transaction.Hash);
                transaction.Tell(status, subject);
            }

            foreach (PooledTransaction removed in _ready.RemoveWithDependents(transaction, stillProvided))
            {
                hashes.Add(removed.Hash);
                removed.Tell(status, subject);
            }
        }

        return hashes;
    }

    /// <summary>Brings transactions that miss nothing among the ready ones, then those that waited for them, and so on.</summary>
    private void Promote(IEnumerable<PooledTransaction> transactions)
    {
        Queue<PooledTransaction> due = new(transactions);
        while (due.TryDequeue(out PooledTransaction? next))
        {
            HashSet<TransactionTag> missing = MissingOf(next);
            if (missing.Count > 0)
            {
                AddFuture(next, missing);
                continue;
            }

            List<PooledTransaction> rivals = _ready.RivalsOf(next);
            if (!Beats(rivals, next, out _))
            {
                next.Tell(TransactionStatusKind.Invalid);
                continue;
            }

            RemoveAll(rivals, next.Provides, TransactionStatusKind.Usurped, next.Hash);
            _ready.Add(next);
            next.Tell(TransactionStatusKind.Ready);
            foreach (PooledTransaction satisfied in next.Provides.SelectMany(_future.Satisfy))
            {
                due.Enqueue(satisfied);
            }
        }
    }

    private void EnforceLimits()
    {
        while (_ready.TryGetExcess(_options.Ready, out PooledTransaction? worst))
        {
            RemoveAll([worst], [], TransactionStatusKind.Dropped);
        }

        while (_future.TryGetExcess(_options.Future, out PooledTransaction? oldest))
        {
            RemoveAll([oldest], [], TransactionStatusKind.Dropped);
        }
    }
}
