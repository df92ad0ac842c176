using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>The chain: genesis, blocks, pool. Blocks are made by one at a time; whoever reads sees blocks that never change.</summary>
internal sealed partial class DevnetChain : IAsyncDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly BlockAuthor _author;
    private readonly SemaphoreSlim _switching = new(1, 1);
    private readonly ILogger _logger;

    // What a change has to tell, once it is done.
    private readonly List<ChainEvent> _news = [];
    private volatile BlockTree _tree;
    private volatile FinalityPolicy _finality;
    private volatile SealingLoop _loop;
    private volatile bool _isDisposed;

    /// <summary>Builds the genesis and starts to make blocks.</summary>
    /// <param name="runtime">The runtime; stays the caller's, who disposes of it after this.</param>
    /// <param name="genesis">What the chain starts with.</param>
    /// <param name="options">How it runs.</param>
    public DevnetChain(ChainRuntime runtime, DevnetGenesis genesis, ChainOptions options)
        : this(runtime, new BlockTree(genesis.Build(runtime)), options)
    {
    }

    /// <summary>Goes on from blocks that there are.</summary>
    /// <param name="runtime">The runtime; stays the caller's, who disposes of it after this.</param>
    /// <param name="tree">The blocks.</param>
    /// <param name="options">How it runs.</param>
    public DevnetChain(ChainRuntime runtime, BlockTree tree, ChainOptions options)
    {
        _logger = options.Logging.CreateLogger<DevnetChain>();
        Clock = new ChainClock(options.Time);
        _finality = options.Finality;
        Runtime = runtime;
        Block first = tree.Best;
        _tree = tree;
        Events = new Feed<ChainEvent>(new ChainEvent.Started(_tree));
        Imported = new Feed<Block>(first);
        BestBlocks = new Feed<Block>(first);
        FinalizedBlocks = new Feed<Block>(tree.Finalized);
        Pool = new TransactionPool(new RuntimeValidator(runtime, Find), first.Point, options.Pool, options.Time);
        _author = new BlockAuthor(runtime, Pool, _logger);
        ChainLog.Started(_logger, tree.Genesis.Hash, options.Seal);
        _loop = new SealingLoop(options.Seal, Clock, SealReadyAsync, SealAnyAsync);
    }

    public ChainRuntime Runtime { get; }

    /// <summary>All blocks at this moment: what is read from one tree fits together.</summary>
    public BlockTree Tree => _tree;

    public Block Genesis => _tree.Genesis;

    /// <summary>The newest block of the longest chain.</summary>
    public Block Best => _tree.Best;

    /// <summary>The newest block that stays.</summary>
    public Block Finalized => _tree.Finalized;

    /// <summary>When blocks are made.</summary>
    public SealPolicy Sealing => _loop.Policy;

    /// <summary>When a block is final.</summary>
    public FinalityPolicy Finality => _finality;

    public TransactionPool Pool { get; }

    /// <summary>All that happens, in order; first comes a <see cref="ChainEvent.Started"/>.</summary>
    public Feed<ChainEvent> Events { get; }

    /// <summary>Each block as soon as it can be found here, on any fork.</summary>
    public Feed<Block> Imported { get; }

    /// <summary>Each block as soon as it is the best one. After a reorganisation only the newest of the new ones is told of.</summary>
    public Feed<Block> BestBlocks { get; }

    /// <summary>Each block as soon as it is final.</summary>
    public Feed<Block> FinalizedBlocks { get; }

    /// <summary>Any block, retracted ones included.</summary>
    public Block? Find(Hash256 hash) => _tree.Find(hash);

    /// <summary>A block of the best chain.</summary>
    public Block? At(uint number) => _tree.At(number);

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

    /// <summary>Makes no more blocks, and tells everyone who follows. The runtime stays.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _switching.WaitAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _switching.Release();
        await _changing.WaitAsync().ConfigureAwait(false);
        _changing.Release();
        Pool.Close();
        Events.Close();
        Imported.Close();
        BestBlocks.Close();
        FinalizedBlocks.Close();
    }
}
