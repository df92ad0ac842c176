using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>
/// Transactions on their way into a block: valid ones, ordered by what they require and provide. Rules as in <c>sc-transaction-pool</c>.
/// Safe for several threads; validation runs outside of the lock.
/// </summary>
internal sealed partial class TransactionPool
{
    private readonly Lock _gate = new();
    private readonly ITransactionValidator _validator;
    private readonly PoolOptions _options;
    private readonly ReadyTransactions _ready = new();
    private readonly FutureTransactions _future = new();
    private readonly BannedTransactions _banned;

    // What is in blocks of the best chain that are not final, the oldest block first.
    private readonly OrderedDictionary<Hash256, IReadOnlyList<PooledTransaction>> _included = [];
    private BlockPoint _head;
    private long _sequence;

    public TransactionPool(ITransactionValidator validator, BlockPoint head, PoolOptions options, TimeProvider time)
    {
        _validator = validator;
        _head = head;
        _options = options;
        _banned = new BannedTransactions(options.BanTime, time);
    }

    /// <summary>How many may go into the next block, and how many wait for others.</summary>
    public (int Ready, int Future) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_ready.Count, _future.Count);
            }
        }
    }

    /// <summary>Validates a transaction and takes it in.</summary>
    /// <returns>Its hash.</returns>
    /// <exception cref="TransactionPoolException">It is invalid, known, banned, or there is no room for it.</exception>
    public Hash256 Submit(ReadOnlyMemory<byte> extrinsic)
    {
        Hash256 hash = Blake2b.Hash256(extrinsic.Span);
        Submit(hash, extrinsic, watch: null);
        return hash;
    }

    /// <summary>Validates a transaction, takes it in and follows it.</summary>
    /// <inheritdoc cref="Submit(ReadOnlyMemory{byte})"/>
    public TransactionWatch SubmitAndWatch(ReadOnlyMemory<byte> extrinsic)
    {
        TransactionWatch watch = new(Blake2b.Hash256(extrinsic.Span));
        Submit(watch.Transaction, extrinsic, watch);
        return watch;
    }

    /// <summary>What may go into the next block, in the order in which it should.</summary>
    public IReadOnlyList<PooledTransaction> Ready()
    {
        lock (_gate)
        {
            return _ready.InOrder();
        }
    }

    /// <summary>Whether a transaction that may go into the next block provides <paramref name="tag"/>.</summary>
    public bool IsProvided(TransactionTag tag)
    {
        lock (_gate)
        {
            return _ready.TryGetProvider(tag, out _);
        }
    }

    private void Submit(Hash256 hash, ReadOnlyMemory<byte> extrinsic, TransactionWatch? watch)
    {
        while (true)
        {
            BlockPoint head = HeadFor(hash);
            Result<ValidTransaction, TransactionValidityError> validity = _validator.Validate(extrinsic, head);
            lock (_gate)
            {
                // What was true of a block need not be true of the next one: a nonce may have been used.
                if (head == _head)
                {
                    Import(hash, extrinsic, validity, watch);
                    return;
                }
            }
        }
    }

    private BlockPoint HeadFor(Hash256 hash)
    {
        lock (_gate)
        {
            ThrowIfKnown(hash);
            return _head;
        }
    }

    private void ThrowIfKnown(Hash256 hash)
    {
        if (_banned.Contains(hash))
        {
            throw TransactionPoolException.Banned();
        }

        if (_ready.Contains(hash) || _future.Contains(hash))
        {
            throw TransactionPoolException.AlreadyImported(hash);
        }
    }

    private void Import(
        Hash256 hash, ReadOnlyMemory<byte> extrinsic, Result<ValidTransaction, TransactionValidityError> validity, TransactionWatch? watch)
    {
        // Another thread may have brought the same one meanwhile.
        ThrowIfKnown(hash);
        if (!validity.TryGetValue(out ValidTransaction? valid, out TransactionValidityError error))
        {
            if (!error.IsUnknown)
            {
                _banned.Ban(hash);
            }

            throw TransactionPoolException.Refused(error);
        }

        if (valid.Provides.Count == 0)
        {
            throw TransactionPoolException.NoTags();
        }

        PooledTransaction transaction = new(hash, extrinsic, valid, ValidTill(valid), _sequence++, watch);
        HashSet<TransactionTag> missing = MissingOf(transaction);
        if (missing.Count > 0)
        {
            AddFuture(transaction, missing);
        }
        else
        {
            ThrowIfBeaten(transaction);
            Promote([transaction]);
        }

        EnforceLimits();
        if (!_ready.Contains(hash) && !_future.Contains(hash))
        {
            throw TransactionPoolException.ImmediatelyDropped();
        }
    }

    private ulong ValidTill(ValidTransaction valid) =>
        ulong.MaxValue - valid.Longevity < _head.Number ? ulong.MaxValue : _head.Number + valid.Longevity;

    private HashSet<TransactionTag> MissingOf(PooledTransaction transaction) =>
        [.. transaction.Requires.Where(tag => !_ready.TryGetProvider(tag, out _))];

    private void AddFuture(PooledTransaction transaction, HashSet<TransactionTag> missing)
    {
        _future.Add(transaction, missing);
        transaction.Tell(TransactionStatusKind.Future);
    }

    private void ThrowIfBeaten(PooledTransaction transaction)
    {
        List<PooledTransaction> rivals = _ready.RivalsOf(transaction);
        if (rivals.Exists(static rival => rival.IsTaken))
        {
            // The runtime will say so as soon as the block is there.
            throw TransactionPoolException.Refused(TransactionValidityError.Stale);
        }

        if (Beats(rivals, transaction, out ulong old))
        {
            return;
        }

        throw TransactionPoolException.PriorityTooLow(old, transaction.Priority);
    }

    private static bool Beats(List<PooledTransaction> rivals, PooledTransaction transaction, out ulong old)
    {
        old = rivals.Aggregate(0UL, static (sum, rival) => ulong.MaxValue - sum < rival.Priority ? ulong.MaxValue : sum + rival.Priority);
        return rivals.Count == 0 || (transaction.Priority > old && !rivals.Exists(static rival => rival.IsTaken));
    }
}
