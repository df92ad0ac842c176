using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Worker;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet;

/// <content>Time, moments and forks, for tests.</content>
public sealed partial class PhatDevnet
{
    /// <summary>The hash of the newest block.</summary>
    public Hash256 BlockHash => _chain.Best.Hash;

    /// <summary>The hash of the newest final block.</summary>
    public Hash256 FinalizedHash => _chain.Finalized.Hash;

    /// <summary>The number of the newest final block.</summary>
    public uint FinalizedNumber => _chain.Finalized.Number;

    /// <summary>When blocks are made.</summary>
    public SealPolicy Seal => _chain.Sealing;

    /// <summary>When blocks are final.</summary>
    public FinalityPolicy Finality => _chain.Finality;

    /// <summary>The time on the network's clock, which is <see cref="PhatDevnetOptions.TimeProvider"/>'s until it is put elsewhere.</summary>
    public DateTimeOffset Now => _chain.Clock.GetUtcNow();

    /// <summary>Makes blocks one after the other, the first one of what is ready.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    /// <returns>The hash of the newest one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task<Hash256> SealBlocksAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Hash256 newest = default;
        for (int i = 0; i < count; i++)
        {
            newest = await SealBlockAsync(cancellationToken).ConfigureAwait(false);
        }

        return newest;
    }

    /// <summary>Makes a block on top of any block, which may begin a fork: of two chains the longer one is the best.</summary>
    /// <param name="parent">The block before: the newest final one, or one after that.</param>
    /// <param name="extrinsics">Signed extrinsics to include, each with its length before it; none by default. What waits in the pool is not looked at.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The new block's hash.</returns>
    /// <exception cref="ArgumentException">There is no such block, or what is final stands beside or after it.</exception>
    /// <exception cref="InvalidOperationException">An extrinsic cannot be included: the message says why. No block is made.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task<Hash256> SealBlockOnAsync(
        Hash256 parent, IReadOnlyList<ReadOnlyMemory<byte>>? extrinsics = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await _chain.SealOnAsync(parent, extrinsics ?? [], cancellationToken).ConfigureAwait(false)).Hash;
        }
        catch (TransactionPoolException refusal)
        {
            throw new InvalidOperationException($"An extrinsic cannot be included: {refusal.Message}", refusal);
        }
    }

    /// <summary>
    /// Retracts the newest blocks: as many empty ones and one more take their place. The transactions of the retracted blocks wait in the pool
    /// again, and whoever watches them is told.
    /// </summary>
    /// <param name="depth">How many blocks are retracted.</param>
    /// <param name="cancellationToken">Ends it between two blocks.</param>
    /// <returns>Which blocks left, and which came.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">So many blocks are not open any more: start the network with a later <see cref="PhatDevnetOptions.Finality"/>.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task<DevnetReorganization> ReorganizeAsync(int depth, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        ChainEvent.BestChanged change = await _chain.ReorganizeAsync((uint)depth, cancellationToken).ConfigureAwait(false);
        return new DevnetReorganization([.. change.Retracted.Select(static block => block.Hash)], [.. change.Enacted.Select(static block => block.Hash)]);
    }

    /// <summary>Makes a block final, with all before it; whatever the <see cref="FinalityPolicy"/>. Where it is not on the best chain, that gives way.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <returns>When it is final.</returns>
    /// <exception cref="ArgumentException">There is no such block, or what is final stands beside or after it.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task FinalizeBlockAsync(Hash256 block, CancellationToken cancellationToken = default) => _chain.FinalizeAsync(block, cancellationToken);

    /// <summary>Says when blocks are final from now on.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <returns>When what is due by it is final.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task SetFinalityAsync(FinalityPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _chain.SetFinalityAsync(policy, cancellationToken);
    }

    /// <summary>Says when blocks are made from now on. <see cref="SealPolicy.OnDemand"/> pauses the chain: what comes in waits.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Ends the wait for another such change.</param>
    /// <returns>When no block is made by the old policy any more.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task SetSealAsync(SealPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _chain.SetSealingAsync(policy, cancellationToken);
    }

    /// <summary>Puts the clock to a time. The next block has exactly that time; from there the clock goes on at its pace.</summary>
    /// <param name="time">The time, in whole milliseconds; after that of the newest block.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <returns>When the clock is put.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The newest block is as late, or later.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task SetTimeAsync(DateTimeOffset time, CancellationToken cancellationToken = default) =>
        _chain.SetTimeAsync((ulong)Math.Max(0, time.ToUnixTimeMilliseconds()), cancellationToken);

    /// <summary>Puts the clock ahead, as if the time had passed.</summary>
    /// <param name="time">How far, in whole milliseconds.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <returns>When the clock is put.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task AdvanceTimeAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return _chain.AdvanceTimeAsync(time, cancellationToken);
    }

    /// <summary>Keeps the network as it is now, after the cluster has done what final blocks ordered.</summary>
    /// <param name="cancellationToken">Ends the wait for that.</param>
    /// <returns>The moment, for <see cref="RevertAsync"/>.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task<DevnetSnapshot> SnapshotAsync(CancellationToken cancellationToken = default) =>
        new(this, await _chain.SnapshotAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Brings the network back to a moment: what happened since has not. Subscriptions hear of the block that is the newest again; whoever
    /// watches a transaction that did not exist then is told that it was dropped.
    /// </summary>
    /// <param name="snapshot">The moment. It may be come back to again, and to others before and after it too.</param>
    /// <param name="cancellationToken">Ends the wait for what the cluster is doing.</param>
    /// <returns>When all is as it was.</returns>
    /// <exception cref="ArgumentException">It is a moment of another network.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task RevertAsync(DevnetSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return ReferenceEquals(snapshot.Network, this)
            ? _chain.RevertAsync(snapshot.Chain, cancellationToken)
            : throw new ArgumentException($"block {snapshot.BlockNumber} ({snapshot.BlockHash}) is a moment of another network", nameof(snapshot));
    }

    /// <summary>Signs for an account without its key.</summary>
    /// <param name="account">The account.</param>
    /// <returns>A signer whose signatures only this network takes, for transactions of its chain; not for certificates of its cluster.</returns>
    /// <exception cref="InvalidOperationException"><see cref="PhatDevnetOptions.AllowsImpersonation"/> is off.</exception>
    public ISigner Impersonate(AccountId account) => _allowsImpersonation
        ? new ImpersonatingSigner(account)
        : throw new InvalidOperationException(
            $"the devnet was started without impersonation: {nameof(PhatDevnetOptions)}.{nameof(PhatDevnetOptions.AllowsImpersonation)} is false");

    /// <summary>Writes the network to a file: the newest final block with the whole state, and the cluster with its contracts' state.</summary>
    /// <remarks>
    /// Not in the file: earlier blocks, transactions that wait, the cluster's log, what contracts keep in their local cache. It is read by
    /// <see cref="PhatDevnetOptions.ImportFile"/> of this version of the devnet, which refuses a damaged one.
    /// </remarks>
    /// <param name="path">The file; replaced as a whole where there is one.</param>
    /// <param name="cancellationToken">Ends it; the file stays as it was.</param>
    /// <returns>When it is written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task ExportAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (BlockTree tree, WorkerSnapshot? worker) = await _chain.ReadSettledAsync(tree => (tree, _cluster?.Current), cancellationToken).ConfigureAwait(false);
        await DevnetFile.WriteAsync(path, ChainImage.Of(tree), worker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes into the newest block's state, as if it had been so. The block's hash stays; what is built upon it has the values.</summary>
    /// <param name="values">Storage keys and values, both as the runtime encodes them; null removes a key.</param>
    /// <param name="cancellationToken">Ends the wait for a block that is being made.</param>
    /// <returns>When the values are there.</returns>
    /// <exception cref="ArgumentException">A key belongs to child tries.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Task SetStorageAsync(
        IReadOnlyList<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value)> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return _chain.SetStorageAsync(hash: null, values, cancellationToken);
    }
}
