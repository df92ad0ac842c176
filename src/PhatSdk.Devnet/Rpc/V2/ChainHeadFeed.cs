using System.Threading.Channels;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>A subscription by <c>chainHead_v1_follow</c>: blocks as they come, and the results of the operations that were begun on it.</summary>
internal sealed class ChainHeadFeed : RpcFeed
{
    // Few: who produces waits for who reads.
    private const int EventsAhead = 16;

    private readonly Channel<ReadOnlyMemory<byte>> _events = Channel.CreateBounded<ReadOnlyMemory<byte>>(EventsAhead);
    private readonly Follower<ChainEvent> _happenings;
    private readonly ChainHeadTracker _tracker;
    private readonly ChainHeadLimits _limits;

    /// <param name="chain">The chain.</param>
    /// <param name="withRuntime">Whether the client wants to hear of runtimes.</param>
    /// <param name="limits">What it may use.</param>
    public ChainHeadFeed(DevnetChain chain, bool withRuntime, ChainHeadLimits limits)
    {
        HasRuntime = withRuntime;
        _limits = limits;
        _tracker = new ChainHeadTracker(chain, Pins, withRuntime, limits.InitialBlocks);
        Operations = new ChainHeadOperations(limits.Operations, Closing);
        _happenings = chain.Events.Follow();
    }

    /// <summary>Whether the client wants to hear of runtimes, and may call them.</summary>
    public bool HasRuntime { get; }

    public PinnedBlocks Pins { get; } = new();

    public ChainHeadOperations Operations { get; }

    /// <summary>Tells the client something; waits while it does not read.</summary>
    public ValueTask TellAsync(ReadOnlyMemory<byte> notification, CancellationToken cancellationToken) =>
        _events.Writer.WriteAsync(notification, cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync()
    {
        Task following = FollowAsync();
        try
        {
            while (await WaitAsync(_events.Reader.WaitToReadAsync(Closing)).ConfigureAwait(false))
            {
                while (!Closing.IsCancellationRequested && _events.Reader.TryRead(out ReadOnlyMemory<byte> notification))
                {
                    yield return notification;
                }
            }
        }
        finally
        {
            Dispose();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Operations.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Release() => _happenings.Dispose();

    private static async ValueTask<bool> WaitAsync(ValueTask<bool> more)
    {
        try
        {
            return await more.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task FollowAsync()
    {
        await Task.Yield();
        try
        {
            await foreach (ChainEvent happened in _happenings.Items.ReadAllAsync(Closing).ConfigureAwait(false))
            {
                if (_tracker.Tell(happened) is not { } notifications)
                {
                    break;
                }

                foreach (ReadOnlyMemory<byte> notification in notifications)
                {
                    await TellAsync(notification, Closing).ConfigureAwait(false);
                }

                if (Pins.SettledCount > _limits.PinnedBlocks)
                {
                    break;
                }
            }

            await TellAsync(ChainHeadEvent.Stop, Closing).ConfigureAwait(false);
            _events.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            // Whoever carries the notifications is told of what went wrong.
            _events.Writer.TryComplete(failure is OperationCanceledException ? null : RpcErrorException.Internal(failure));
        }
    }
}
