using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <content>Making blocks.</content>
internal sealed partial class DevnetChain
{
    /// <summary>Makes a block of what is ready, an empty one where nothing is.</summary>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The block, imported.</returns>
    public async Task<Block> SealAsync(CancellationToken cancellationToken) =>
        (await ChangeAsync(() => Seal(evenEmpty: true), cancellationToken).ConfigureAwait(false))!;

    /// <summary>Makes a block of what is ready.</summary>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The block, imported; null where nothing was ready.</returns>
    public Task<Block?> SealIfReadyAsync(CancellationToken cancellationToken) => ChangeAsync(() => Seal(evenEmpty: false), cancellationToken);

    /// <summary>Makes a block of given transactions on top of any block that can be built upon, which may begin a fork.</summary>
    /// <param name="parent">The block before: the newest final one, or one on top of that.</param>
    /// <param name="extrinsics">The transactions, each with its length before it; the pool is not looked at.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The block, imported. It is the best one where its chain is the longest now.</returns>
    /// <exception cref="ArgumentException">The parent is unknown, or stands beside or before what is final.</exception>
    /// <exception cref="Pool.TransactionPoolException">A transaction cannot be included.</exception>
    public Task<Block> SealOnAsync(Hash256 parent, IReadOnlyList<ReadOnlyMemory<byte>> extrinsics, CancellationToken cancellationToken) =>
        ChangeAsync(
            () =>
            {
                Block on = FindOpen(parent, nameof(parent));
                Block block = _author.Author(on, NextTimestamp(on), extrinsics);
                Import(block);
                return block;
            },
            cancellationToken);

    /// <summary>Retracts the newest blocks: as many empty ones and one more take their place.</summary>
    /// <param name="depth">How many blocks are retracted.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <exception cref="InvalidOperationException">They are final, or there are not as many.</exception>
    public Task<ChainEvent.BestChanged> ReorganizeAsync(uint depth, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            if (depth > Best.Number - Finalized.Number)
            {
                throw new InvalidOperationException(
                    $"{depth} blocks cannot be retracted: block {Best.Number} is the newest, and block {Finalized.Number} is final already");
            }

            Block parent = _tree.At(Best.Number - depth)!;
            for (uint i = 0; i <= depth; i++)
            {
                Block block = _author.Author(parent, NextTimestamp(parent), []);
                Import(block);
                parent = block;
            }

            return _news.OfType<ChainEvent.BestChanged>().Last();
        },
        cancellationToken);

    /// <summary>Says when blocks are made from now on.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Ends the wait for another such change; one once begun is finished.</param>
    public async Task SetSealingAsync(SealPolicy policy, CancellationToken cancellationToken)
    {
        await _switching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await _loop.DisposeAsync().ConfigureAwait(false);
            _loop = new SealingLoop(policy, Clock, SealReadyAsync, SealAnyAsync);
            _loop.Wake();
        }
        finally
        {
            _switching.Release();
        }
    }

    private Block? Seal(bool evenEmpty)
    {
        Block parent = Best;
        Block? block = _author.Author(parent, NextTimestamp(parent), evenEmpty);
        if (block is not null)
        {
            Import(block);
        }

        return block;
    }

    // Later than the parent's, or the runtime refuses it, and later than its other children's: no two blocks are the same.
    private ulong NextTimestamp(Block parent)
    {
        ulong now = (ulong)Math.Max(0, Clock.GetUtcNow().ToUnixTimeMilliseconds());
        ulong latest = parent.TimestampMs;
        foreach (Block sibling in _tree.ChildrenOf(parent))
        {
            latest = Math.Max(latest, sibling.TimestampMs);
        }

        return _exactTimestamp > latest ? _exactTimestamp.Value : Math.Max(now, latest + 1);
    }

    private Block FindOpen(Hash256 hash, string parameter)
    {
        Block block = Find(hash) ?? throw new ArgumentException($"there is no block {hash}", parameter);
        return _tree.IsOpen(block)
            ? block
            : throw new ArgumentException($"block {block.Number} ({hash}) cannot be built upon: block {Finalized.Number} ({Finalized.Hash}) is final", parameter);
    }

    private async Task<T> ChangeAsync<T>(Func<T> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return await Task.Run(() => Change(change), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    private T Change<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        finally
        {
            TellNews();
        }
    }

    private async Task SealReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Pool.Counts.Ready > 0)
            {
                await SealIfReadyAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            // The next transaction makes the next attempt; dev_newBlock tells who asks why there is no block.
            ChainLog.SealingFailed(_logger, failure);
        }
    }

    private async Task SealAnyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SealAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            ChainLog.SealingFailed(_logger, failure);
        }
    }
}
