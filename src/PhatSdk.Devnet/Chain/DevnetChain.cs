using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>The chain: genesis, blocks, pool. Blocks are made by one at a time; whoever reads sees blocks that never change. Finality is instant.</summary>
internal sealed class DevnetChain : IAsyncDisposable
{
    private readonly SemaphoreSlim _sealing = new(1, 1);
    private readonly BlockStore _blocks = new();
    private readonly BlockAuthor _author;
    private readonly SealingLoop _loop;
    private readonly ILogger _logger;
    private volatile Block _best;
    private volatile Block _finalized;
    private volatile bool _isDisposed;

    /// <summary>Builds the genesis and starts to make blocks.</summary>
    /// <param name="runtime">The runtime; stays the caller's, who disposes of it after this.</param>
    /// <param name="genesis">What the chain starts with.</param>
    /// <param name="options">How it runs.</param>
    public DevnetChain(ChainRuntime runtime, DevnetGenesis genesis, ChainOptions options)
    {
        _logger = options.Logging.CreateLogger<DevnetChain>();
        Runtime = runtime;
        Genesis = _best = _finalized = genesis.Build(runtime);
        _blocks.Add(Genesis);
        Imported = new BlockFeed(Genesis);
        FinalizedBlocks = new BlockFeed(Genesis);
        Pool = new TransactionPool(new RuntimeValidator(runtime, _blocks), Genesis.Point, options.Pool, options.Time);
        _author = new BlockAuthor(runtime, Pool, options.Time, _logger);
        ChainLog.Started(_logger, Genesis.Hash, options.Seal);
        _loop = new SealingLoop(options.Seal, options.Time, SealReadyAsync, SealAnyAsync);
    }

    public ChainRuntime Runtime { get; }

    public Block Genesis { get; }

    /// <summary>The newest block.</summary>
    public Block Best => _best;

    /// <summary>The newest block that stays.</summary>
    public Block Finalized => _finalized;

    public TransactionPool Pool { get; }

    /// <summary>Each block as soon as it can be found here.</summary>
    public BlockFeed Imported { get; }

    /// <summary>Each block as soon as it is final.</summary>
    public BlockFeed FinalizedBlocks { get; }

    public Block? Find(Hash256 hash) => _blocks.Find(hash);

    public Block? At(uint number) => _blocks.At(number);

    /// <summary>Validates a transaction and takes it into the pool.</summary>
    /// <param name="extrinsic">The encoded extrinsic with its length before it.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="TransactionPoolException">It is not taken.</exception>
    public Hash256 Submit(ReadOnlyMemory<byte> extrinsic)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Hash256 hash = Pool.Submit(extrinsic);
        _loop.Wake();
        return hash;
    }

    /// <summary>Validates a transaction, takes it into the pool and follows it.</summary>
    /// <inheritdoc cref="Submit"/>
    public TransactionWatch SubmitAndWatch(ReadOnlyMemory<byte> extrinsic)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        TransactionWatch watch = Pool.SubmitAndWatch(extrinsic);
        _loop.Wake();
        return watch;
    }

    /// <summary>Makes a block of what is ready, an empty one where nothing is.</summary>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The block, imported.</returns>
    public async Task<Block> SealAsync(CancellationToken cancellationToken) =>
        (await SealAsync(evenEmpty: true, cancellationToken).ConfigureAwait(false))!;

    /// <summary>Makes a block of what is ready.</summary>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The block, imported; null where nothing was ready.</returns>
    public Task<Block?> SealIfReadyAsync(CancellationToken cancellationToken) => SealAsync(evenEmpty: false, cancellationToken);

    /// <summary>Makes no more blocks, and tells everyone who follows. The runtime stays.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _sealing.WaitAsync().ConfigureAwait(false);
        _sealing.Release();
        Pool.Close();
        Imported.Close();
        FinalizedBlocks.Close();
    }

    private async Task<Block?> SealAsync(bool evenEmpty, CancellationToken cancellationToken)
    {
        await _sealing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return await Task.Run(() => Seal(evenEmpty), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _sealing.Release();
        }
    }

    private Block? Seal(bool evenEmpty)
    {
        if (_author.Author(Best, evenEmpty) is not { } authored)
        {
            return null;
        }

        Block block = authored.Block;
        _blocks.Add(block);
        _best = block;
        Pool.Imported(block.Point, authored.Included);
        Imported.Publish(block);
        _finalized = block;
        Pool.Finalized(block.Point, authored.Included);
        FinalizedBlocks.Publish(block);
        ChainLog.Imported(_logger, block.Number, block.Hash, authored.Included.Count);
        return block;
    }

    private async Task SealReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Pool.Counts.Ready > 0)
            {
                await SealAsync(evenEmpty: false, cancellationToken).ConfigureAwait(false);
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
            await SealAsync(evenEmpty: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            ChainLog.SealingFailed(_logger, failure);
        }
    }
}
