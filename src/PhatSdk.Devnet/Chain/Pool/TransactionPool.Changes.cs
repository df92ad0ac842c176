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

    /// <summary>A block was imported: what it holds leaves the pool, what waited for that becomes ready, what is outdated goes.</summary>
    public void Imported(BlockPoint block, IReadOnlyList<PooledTransaction> included)
    {
        lock (_gate)
        {
            _head = block;
            foreach (PooledTransaction transaction in included)
            {
                _ready.Remove(transaction);
                transaction.Tell(TransactionStatusKind.InBlock, block.Hash);
            }

            HashSet<TransactionTag> provided = [.. included.SelectMany(static transaction => transaction.Provides)];
            List<PooledTransaction> complete = [];
            foreach (TransactionTag tag in provided)
            {
                _ready.Settle(tag);
                complete.AddRange(_future.Settle(tag));
            }

            // What provides the same as the chain now does (the nonce is used) will never be valid, nor will what outlived its time.
            bool IsOutdated(PooledTransaction transaction) => transaction.ValidTill <= block.Number || transaction.Provides.Any(provided.Contains);
            foreach (PooledTransaction transaction in complete.FindAll(IsOutdated))
            {
                transaction.Tell(TransactionStatusKind.Invalid);
            }

            RemoveAll([.. _ready.All.Concat(_future.All).Where(IsOutdated)], [], TransactionStatusKind.Invalid);
            complete.RemoveAll(IsOutdated);
            Promote(complete);
        }
    }

    /// <summary>A block stays: those who follow its transactions are told.</summary>
    public void Finalized(BlockPoint block, IReadOnlyList<PooledTransaction> included)
    {
        lock (_gate)
        {
            foreach (PooledTransaction transaction in included)
            {
                transaction.Tell(TransactionStatusKind.Finalized, block.Hash);
            }
        }
    }

    /// <summary>The devnet ends: nobody waits for a status any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (PooledTransaction transaction in _ready.All.Concat(_future.All))
            {
                transaction.CloseWatch();
            }
        }
    }

    private void RemoveAll(
        IReadOnlyList<PooledTransaction> transactions, IReadOnlyCollection<TransactionTag> stillProvided, TransactionStatusKind status, Hash256 subject = default)
    {
        foreach (PooledTransaction transaction in transactions)
        {
            if (_future.Remove(transaction))
            {
                transaction.Tell(status, subject);
            }

            foreach (PooledTransaction removed in _ready.RemoveWithDependents(transaction, stillProvided))
            {
                removed.Tell(status, subject);
            }
        }
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
