using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <content>Going elsewhere: to another time, to another state.</content>
internal sealed partial class DevnetChain
{
    private readonly List<IChainCompanion> _companions = [];
    private ulong? _exactTimestamp;

    /// <summary>The chain's clock.</summary>
    public ChainClock Clock { get; }

    /// <summary>From now on the companion is waited for, and reset with the chain.</summary>
    public void Join(IChainCompanion companion)
    {
        lock (_companions)
        {
            _companions.Add(companion);
        }
    }

    /// <summary>The companion ends.</summary>
    public void Leave(IChainCompanion companion)
    {
        lock (_companions)
        {
            _companions.Remove(companion);
        }
    }

    /// <summary>Keeps the chain as it is, all that its companions have said of it included.</summary>
    public Task<ChainSnapshot> SnapshotAsync(CancellationToken cancellationToken) =>
        ChangeSettledAsync(() => new ChainSnapshot(_tree, Pool.Snapshot(), Clock.Shift), cancellationToken);

    /// <summary>Reads something of the newest final block and of what its companions have made of it; both stand still meanwhile.</summary>
    public Task<T> ReadSettledAsync<T>(Func<BlockTree, T> read, CancellationToken cancellationToken) =>
        ChangeSettledAsync(() => read(_tree), cancellationToken);

    /// <summary>Brings back what there was. Blocks made since are forgotten, what waited then waits again.</summary>
    public Task RevertAsync(ChainSnapshot snapshot, CancellationToken cancellationToken) => ChangeSettledAsync(
        () =>
        {
            Reset(snapshot.Tree, snapshot.Pool);
            Clock.SetShift(snapshot.ClockShift);
            return true;
        },
        cancellationToken);

    /// <summary>Makes an older block the newest one. Blocks after it leave the chain, final ones included, and the pool is emptied.</summary>
    /// <exception cref="ArgumentException">There is no such block, or its state is gone.</exception>
    public Task<Block> SetHeadAsync(Hash256 hash, CancellationToken cancellationToken) => ChangeSettledAsync(
        () =>
        {
            Block head = Find(hash) ?? throw new ArgumentException($"there is no block {hash}", nameof(hash));
            if (!head.HasState)
            {
                throw new ArgumentException($"the state of block {head.Number} ({hash}) is gone", nameof(hash));
            }

            Reset(_tree.HeadedBy(head), PoolSnapshot.Empty);
            return head;
        },
        cancellationToken);

    /// <summary>Puts the clock to a time, which the next block has exactly.</summary>
    /// <param name="timestampMs">Milliseconds since 1970; after the best block's.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The best block is as late.</exception>
    public Task SetTimeAsync(ulong timestampMs, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            SetTime(timestampMs);
            return true;
        },
        cancellationToken);

    /// <summary>Puts the clock ahead; the next block has that time.</summary>
    public Task AdvanceTimeAsync(TimeSpan time, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            SetTime(NextTimestamp(Best) + (ulong)time.TotalMilliseconds);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Writes into the state of a block, as if it had been so. The block's hash stays, so that its header names another state's root; what is
    /// built upon it has the values.
    /// </summary>
    /// <param name="hash">The block; null for the newest one.</param>
    /// <param name="values">Keys, and their values; null removes a key.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <exception cref="ArgumentException">There is no such block, its state is gone, or a key belongs to child tries.</exception>
    public Task SetStorageAsync(
        Hash256? hash, IReadOnlyList<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value)> values, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            Block block = hash is { } named ? Find(named) ?? throw new ArgumentException($"there is no block {hash}", nameof(hash)) : Best;
            if (!block.HasState)
            {
                throw new ArgumentException($"the state of block {block.Number} ({hash}) is gone", nameof(hash));
            }

            StateOverlay overlay = new(block.State);
            foreach ((ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value) in values)
            {
                if (ChildTrieKey.IsReserved(key.Span))
                {
                    throw new ArgumentException($"{Hex.Format(key.Span)} is the place of a child trie, not of a value", nameof(values));
                }

                Write(overlay, key.Span, value);
            }

            _tree = _tree.WithState(block, overlay.ToView());
            if (block.Hash == Best.Hash)
            {
                Pool.Revalidate();
            }

            return true;
        },
        cancellationToken);

    private void SetTime(ulong timestampMs)
    {
        ulong latest = Best.TimestampMs;
        if (timestampMs <= latest || timestampMs > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            throw new ArgumentOutOfRangeException(
                nameof(timestampMs), timestampMs, $"a block's time is later than its parent's, which is {latest} ms, and not after the year 9999");
        }

        Clock.Set(DateTimeOffset.FromUnixTimeMilliseconds((long)timestampMs));
        _exactTimestamp = timestampMs;
    }

    private static void Write(StateOverlay overlay, ReadOnlySpan<byte> key, ReadOnlyMemory<byte>? value)
    {
        if (value is { } some)
        {
            overlay.Set(key, some.Span);
        }
        else
        {
            overlay.Remove(key);
        }
    }

    private void Reset(BlockTree tree, PoolSnapshot pool)
    {
        _tree = tree;
        _exactTimestamp = null;
        Pool.Reset(tree.Best.Point, pool);
        foreach (IChainCompanion companion in Companions())
        {
            companion.Reset(tree.Finalized, keepsPool: pool != PoolSnapshot.Empty);
        }

        _news.Add(new ChainEvent.Reset(tree));
        _loop.Wake();
    }

    private IChainCompanion[] Companions()
    {
        lock (_companions)
        {
            return [.. _companions];
        }
    }

    private async Task<T> ChangeSettledAsync<T>(Func<T> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            foreach (IChainCompanion companion in Companions())
            {
                await companion.SettleAsync(Finalized, cancellationToken).ConfigureAwait(false);
            }

            return Change(change);
        }
        finally
        {
            _changing.Release();
        }
    }
}
