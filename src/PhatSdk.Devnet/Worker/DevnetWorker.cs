using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.State;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// Phala's worker: follows the chain, block by block, runs a cluster, and tells the chain what became of it. Dispose of it to end all that
/// it does; what it says no longer counts then.
/// </summary>
internal sealed partial class DevnetWorker : IChainCompanion, IAsyncDisposable
{
    private readonly DevnetChain _chain;
    private readonly WorkerEnvironment _environment;
    private readonly MessageInbox _inbox;
    private readonly MessageSigner _signer = new();
    private readonly ChainCalls _calls;
    private readonly ChainAccount _operator;
    private readonly List<Cluster> _clusters = [];
    private readonly Follower<ChainEvent> _follower;
    private readonly ConcurrentDictionary<Hash256, WorkerMoment> _moments = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly Task _loop;
    private volatile WorkerSnapshot _current = WorkerSnapshot.Initial;
    private volatile TaskCompletionSource _progress = NewProgress();

    /// <summary>Starts a worker.</summary>
    /// <param name="chain">The chain, which must outlive the worker.</param>
    /// <param name="calls">Writes extrinsics for it.</param>
    /// <param name="environment">What the worker works with; it disposes of that.</param>
    /// <param name="known">What it knows already of the chain's newest final block; null where it begins with that.</param>
    public DevnetWorker(DevnetChain chain, ChainCalls calls, WorkerEnvironment environment, WorkerSnapshot? known = null)
    {
        _chain = chain;
        _calls = calls;
        _environment = environment;
        _logger = environment.Logger;
        _operator = new ChainAccount(chain, calls, environment.Keys.Operator);
        GatekeeperHandler gatekeeper = new(environment, _clusters.Add);
        Effects = new EffectHandler(_logger);
        _inbox = new MessageInbox(gatekeeper, new CommandHandler(Effects, _logger), environment.Keys.Identity.PublicKey, _logger);
        if (known is not null)
        {
            _current = known;
            _moments[chain.Finalized.Hash] = new WorkerMoment(known, _signer.Sequences, _operator.NextNonce);
            if (known.Cluster is { } cluster)
            {
                _clusters.Add(cluster.Cluster);
            }
        }

        _follower = chain.Events.Follow();
        chain.Join(this);
        _loop = Task.Run(FollowAsync);
    }

    /// <summary>What the worker knows.</summary>
    public WorkerSnapshot Current => _current;

    /// <summary>What the worker works with.</summary>
    public WorkerEnvironment Environment => _environment;

    /// <summary>Does what contracts ask for.</summary>
    public EffectHandler Effects { get; }

    /// <summary>The chain's first block.</summary>
    public Hash256 GenesisHash => _chain.Genesis.Hash;

    /// <summary>Waits until a block is processed and what it has the worker say is in the chain's pool.</summary>
    public async Task WaitForBlockAsync(uint number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task progress = _progress.Task;
            if (_current.NextBlock > number)
            {
                return;
            }

            await progress.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task SettleAsync(Block finalized, CancellationToken cancellationToken)
    {
        try
        {
            await WaitForBlockAsync(finalized.Number, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (_loop.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            // It has stopped, and its log says why.
        }
    }

    /// <inheritdoc/>
    public void Reset(Block finalized, bool keepsPool)
    {
        if (_moments.TryGetValue(finalized.Hash, out WorkerMoment? moment))
        {
            _current = moment.Snapshot;
            _signer.Restore(keepsPool ? moment.Sequences : moment.Sequences.Clear());
            _operator.Restore(keepsPool ? moment.OperatorNonce : null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _chain.Leave(this);
        await _stopping.CancelAsync().ConfigureAwait(false);
        _follower.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Cluster cluster in _clusters)
        {
            cluster.Dispose();
        }

        _environment.Dispose();
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewProgress() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task FollowAsync()
    {
        try
        {
            await foreach (ChainEvent news in _follower.Items.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
            {
                // What is not final may be retracted: it is no concern of a worker's.
                IReadOnlyList<Block> blocks = news switch
                {
                    ChainEvent.Started started when !_moments.ContainsKey(started.Tree.Finalized.Hash) => [started.Tree.Finalized],
                    ChainEvent.Finalized finality => finality.Blocks,
                    _ => [],
                };
                foreach (Block block in blocks)
                {
                    await ProcessAsync(block).ConfigureAwait(false);
                }
            }

            _progress.TrySetCanceled();
        }
        catch (OperationCanceledException)
        {
            _progress.TrySetCanceled();
        }
        catch (Exception exception)
        {
            LogStopped(exception, _current.NextBlock);
            _progress.TrySetException(exception);
        }
    }

    private async Task ProcessAsync(Block block)
    {
        BlockRun run = new(block.Number, block.TimestampMs, _current, _stopping.Token);
        _inbox.Process(run, block.State);
        if (run.Outbox.Count > 0)
        {
            await SendAsync(run.Outbox).ConfigureAwait(false);
        }

        _moments[block.Hash] = new WorkerMoment(run.Current, _signer.Sequences, _operator.NextNonce);
        _current = run.Current;
        TaskCompletionSource done = _progress;
        _progress = NewProgress();
        done.SetResult();
    }

    private async Task SendAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        try
        {
            StateView state = _chain.Best.State;
            RuntimeCall[] calls = [.. messages.Select(message => _calls.Create("PhalaMq", "sync_offchain_message", _signer.Sign(message, state)))];
            await _operator.SendAsync(calls, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TransactionPoolException or ObjectDisposedException)
        {
            // The chain knows how far each sender has come.
            _signer.Reset();
            LogUnsent(exception, messages.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "the worker stops at block {Block}")]
    private partial void LogStopped(Exception exception, uint block);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} messages do not reach the chain")]
    private partial void LogUnsent(Exception exception, int count);
}
