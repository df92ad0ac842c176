using System.Diagnostics.CodeAnalysis;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <content>What the chain tells the pool.</content>
internal sealed partial class TransactionPool
{
    /// <summary>
    /// Another block is the best one. What its chain holds leaves the pool, what waited for that becomes ready, what is outdated goes. What
    /// stood in blocks that are no longer on the best chain comes back, as far as it is still valid.
    /// </summary>
    /// <param name="retracted">The blocks that left the best chain.</param>
    /// <param name="enacted">The blocks that came into it, the oldest first; at least one.</param>
    public void BestChanged(IReadOnlyList<BlockPoint> retracted, IReadOnlyList<BlockContent> enacted)
    {
        lock (_gate)
        {
            _head = enacted[^1].Point;
            Dictionary<Hash256, PooledTransaction> returning = Retract(retracted);
            bool isOwn = retracted.Count == 0;
            HashSet<TransactionTag> provided = [];
            foreach (BlockContent block in enacted)
            {
                isOwn &= Enact(block, returning, provided);
            }

            if (isOwn)
            {
                Settle(provided);
            }
            else
            {
                // What the other blocks changed only the runtime can say.
                Revalidate(returning.Values);
            }
        }
    }

    /// <summary>A block of the best chain stays: those who follow its transactions are told.</summary>
    public void Finalized(BlockPoint block)
    {
        lock (_gate)
        {
            if (_included.Remove(block.Hash, out IReadOnlyList<PooledTransaction>? transactions))
            {
                foreach (PooledTransaction transaction in transactions)
                {
                    transaction.Tell(TransactionStatusKind.Finalized, block.Hash, transaction.Index);
                }
            }
        }
    }

    /// <summary>The best block's state was changed: what is no longer valid goes.</summary>
    public void Revalidate()
    {
        lock (_gate)
        {
            Revalidate([]);
        }
    }

    /// <summary>What the pool holds at this moment.</summary>
    public PoolSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new PoolSnapshot(Copy(_ready.All), Copy(_future.All), [.. _included.Select(static block => (block.Key, Copy(block.Value)))]);
        }
    }

    /// <summary>The chain is put elsewhere: the pool holds what it held then, and those who follow anything else are told that it was dropped.</summary>
    public void Reset(BlockPoint head, PoolSnapshot snapshot)
    {
        lock (_gate)
        {
            _head = head;
            HashSet<Hash256> kept = [.. snapshot.Ready.Concat(snapshot.Future).Concat(snapshot.Included.SelectMany(static block => block.Transactions)).Select(static transaction => transaction.Hash)];
            HashSet<Hash256> blocks = [.. snapshot.Included.Select(static block => block.Block)];
            foreach ((Hash256 block, IReadOnlyList<PooledTransaction> transactions) in _included)
            {
                foreach (PooledTransaction transaction in transactions)
                {
                    if (!blocks.Contains(block))
                    {
                        transaction.Tell(TransactionStatusKind.Retracted, block);
                    }
                }
            }

            foreach (PooledTransaction transaction in TakeAll().Concat(_included.Values.SelectMany(static block => block)))
            {
                if (!kept.Contains(transaction.Hash))
                {
                    transaction.Tell(TransactionStatusKind.Dropped);
                }
            }

            _included.Clear();
            foreach ((Hash256 block, IReadOnlyList<PooledTransaction> transactions) in snapshot.Included)
            {
                _included.Add(block, Copy(transactions));
            }

            Promote(Copy([.. snapshot.Ready, .. snapshot.Future]));
        }
    }

    private static IReadOnlyList<PooledTransaction> Copy(IEnumerable<PooledTransaction> transactions) =>
        [.. transactions.Select(static transaction => transaction.Copy())];

    private Dictionary<Hash256, PooledTransaction> Retract(IReadOnlyList<BlockPoint> blocks)
    {
        Dictionary<Hash256, PooledTransaction> returning = [];
        foreach (BlockPoint block in blocks)
        {
            if (_included.Remove(block.Hash, out IReadOnlyList<PooledTransaction>? transactions))
            {
                foreach (PooledTransaction transaction in transactions)
                {
                    transaction.Tell(TransactionStatusKind.Retracted, block.Hash);
                    returning.Add(transaction.Hash, transaction);
                }
            }
        }

        return returning;
    }

    /// <summary>Takes out what a block holds.</summary>
    /// <returns>Whether the pool knew all of it.</returns>
    private bool Enact(BlockContent block, Dictionary<Hash256, PooledTransaction> returning, HashSet<TransactionTag> provided)
    {
        List<PooledTransaction> included = [];
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            Hash256 hash = block.Transactions[i];
            if (returning.Remove(hash, out PooledTransaction? transaction) || _ready.TryRemove(hash, out transaction) || _future.TryRemove(hash, out transaction))
            {
                included.Add(transaction);
                provided.UnionWith(transaction.Provides);
                transaction.Index = block.Inherents + i;
                transaction.Tell(TransactionStatusKind.InBlock, block.Point.Hash, transaction.Index);
            }
        }

        if (included.Count > 0)
        {
            _included[block.Point.Hash] = included;
            GiveUpTheOldest();
        }

        return included.Count == block.Transactions.Count;
    }

    // Nobody waits for ever: a chain may have no finality at all. The transactions still come back where their block is retracted.
    private void GiveUpTheOldest()
    {
        int excess = _included.Count - _options.BlocksWithoutFinality;
        if (excess > 0)
        {
            (Hash256 block, IReadOnlyList<PooledTransaction> transactions) = _included.GetAt(excess - 1);
            foreach (PooledTransaction transaction in transactions)
            {
                transaction.Tell(TransactionStatusKind.FinalityTimeout, block);
            }
        }
    }

    private void Settle(HashSet<TransactionTag> provided)
    {
        List<PooledTransaction> complete = [];
        foreach (TransactionTag tag in provided)
        {
            _ready.Settle(tag);
            complete.AddRange(_future.Settle(tag));
        }

        // What provides the same as the chain now does (the nonce is used) will never be valid, nor will what outlived its time.
        bool IsOutdated(PooledTransaction transaction) => transaction.ValidTill <= _head.Number || transaction.Provides.Any(provided.Contains);
        foreach (PooledTransaction transaction in complete.FindAll(IsOutdated))
        {
            transaction.Tell(TransactionStatusKind.Invalid);
        }

        RemoveAll([.. _ready.All.Concat(_future.All).Where(IsOutdated)], [], TransactionStatusKind.Invalid);
        complete.RemoveAll(IsOutdated);
        Promote(complete);
    }

    private void Revalidate(IEnumerable<PooledTransaction> returning)
    {
        List<PooledTransaction> valid = [];
        foreach (PooledTransaction transaction in TakeAll().Concat(returning).OrderBy(static transaction => transaction.Sequence).ToList())
        {
            if (TryValidate(transaction.Extrinsic, out ValidTransaction? validity) && validity.Provides.Count > 0)
            {
                valid.Add(transaction.With(validity, ValidTill(validity)));
            }
            else
            {
                transaction.Tell(TransactionStatusKind.Invalid);
            }
        }

        Promote(valid);
        EnforceLimits();
    }

    private bool TryValidate(ReadOnlyMemory<byte> extrinsic, [NotNullWhen(true)] out ValidTransaction? validity)
    {
        try
        {
            return _validator.Validate(extrinsic, _head).TryGetValue(out validity, out _);
        }
        catch (TransactionPoolException)
        {
            // The runtime broke on it, here as in a block.
            validity = null;
            return false;
        }
    }

    private List<PooledTransaction> TakeAll()
    {
        List<PooledTransaction> all = [.. _ready.All, .. _future.All];
        foreach (PooledTransaction transaction in all)
        {
            _ready.Remove(transaction);
            _future.Remove(transaction);
        }

        return all;
    }
}
