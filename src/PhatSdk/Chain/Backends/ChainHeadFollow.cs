using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

/// <summary>One subscription <c>chainHead_v1_follow</c>: the blocks that it pins, and what is read of them. It ends with the wire, or when the node says so.</summary>
/// <remarks>
/// A node keeps pinned blocks only, and ends the subscription of who pins too many for too long. Blocks are unpinned when they are pruned, or some blocks after
/// they became final, as soon as nobody reads them. Their headers are read when they are told of, and kept: what leads from one block to another is known
/// without asking. See the JSON-RPC interface specification of paritytech, <c>chainHead_v1</c>.
/// </remarks>
internal sealed partial class ChainHeadFollow : IAsyncDisposable
{
    private const string FollowMethod = "chainHead_v1_follow";
    private const int FinalBlocksKept = 4;

    private readonly Lock _gate = new();
    private readonly RpcClient _rpc;
    private readonly TimeProvider _time;
    private readonly BoundedMap<Hash256, Task<BlockHeader?>> _headers;
    private readonly RpcSubscription _subscription;
    private readonly string _id;
    private readonly Dictionary<Hash256, PinnedBlock> _pinned = [];
    private readonly Queue<Hash256> _final = new();
    private readonly List<Channel<Hash256>> _bestListeners = [];
    private readonly List<Channel<Hash256>> _finalListeners = [];
    private readonly TaskCompletionSource _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private Hash256 _best;
    private Hash256 _finalHead;
    private Task _pump = Task.CompletedTask;
    private RpcException? _end;

    private ChainHeadFollow(RpcClient rpc, TimeProvider time, BoundedMap<Hash256, Task<BlockHeader?>> headers, RpcSubscription subscription)
    {
        _rpc = rpc;
        _time = time;
        _headers = headers;
        _subscription = subscription;
        _id = subscription.Id ?? throw new NotSupportedException("the wire does not tell a subscription's id, which chainHead_v1 needs");
    }

    /// <summary>The newest block of the best chain.</summary>
    public Hash256 Best
    {
        get
        {
            lock (_gate)
            {
                return _best;
            }
        }
    }

    /// <summary>The newest final block.</summary>
    public Hash256 Final
    {
        get
        {
            lock (_gate)
            {
                return _finalHead;
            }
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate)
            {
                return _end is not null;
            }
        }
    }

    /// <summary>Subscribes, and waits until the node has told where its chain is.</summary>
    /// <param name="rpc">The wire.</param>
    /// <param name="time">The clock.</param>
    /// <param name="headers">Where headers are kept: longer than a subscription.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription.</returns>
    public static async Task<ChainHeadFollow> OpenAsync(
        RpcClient rpc, TimeProvider time, BoundedMap<Hash256, Task<BlockHeader?>> headers, CancellationToken cancellationToken)
    {
        RpcSubscription subscription = await rpc.Connection
            .SubscribeAsync(FollowMethod, "chainHead_v1_unfollow", new RpcParameters().Add(true).ToJson(), cancellationToken).ConfigureAwait(false);
        ChainHeadFollow follow;
        try
        {
            follow = new ChainHeadFollow(rpc, time, headers, subscription);
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            follow._pump = Task.Run(follow.PumpAsync, CancellationToken.None);
            await follow._initialized.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return follow;
        }
        catch
        {
            await follow.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps a block pinned until it is released.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <returns>The block; null where it is not pinned.</returns>
    public Hash256? TryUse(Hash256? block)
    {
        lock (_gate)
        {
            Hash256 hash = block ?? Best;
            if (_end is not null || !_pinned.TryGetValue(hash, out PinnedBlock? pinned))
            {
                return null;
            }

            pinned.Uses++;
            return hash;
        }
    }

    /// <summary>Ends what <see cref="TryUse"/> began.</summary>
    public void Release(Hash256 block)
    {
        lock (_gate)
        {
            if (_pinned.TryGetValue(block, out PinnedBlock? pinned) && --pinned.Uses == 0 && pinned.IsOver)
            {
                _pinned.Remove(block);
                Unpin([block]);
            }
        }
    }

    /// <summary>The spec version of the runtime in a block's state; null where it was not told.</summary>
    public uint? SpecVersionOf(Hash256? block)
    {
        lock (_gate)
        {
            return _end is null && _pinned.TryGetValue(block ?? Best, out PinnedBlock? pinned) ? pinned.SpecVersion : null;
        }
    }

    /// <summary>Tells of the newest block of the best chain, or the newest final one: the one that is now, then those to come. Who reads late skips some.</summary>
    public ChannelReader<Hash256> Listen(bool toFinal)
    {
        Channel<Hash256> channel = Channel.CreateBounded<Hash256>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            if (_end is not null)
            {
                channel.Writer.TryComplete(_end);
            }
            else
            {
                (toFinal ? _finalListeners : _bestListeners).Add(channel);
                channel.Writer.TryWrite(toFinal ? Final : Best);
            }
        }

        return channel.Reader;
    }

    /// <summary>Ends the listening.</summary>
    public void Leave(ChannelReader<Hash256> reader)
    {
        lock (_gate)
        {
            _bestListeners.RemoveAll(channel => channel.Reader == reader);
            _finalListeners.RemoveAll(channel => channel.Reader == reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        End(new RpcConnectionException($"{FollowMethod}: the subscription was ended"));
        await _ending.CancelAsync().ConfigureAwait(false);
        await _subscription.DisposeAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (JsonElement notification in _subscription.ReadAllAsync(_ending.Token).ConfigureAwait(false))
            {
                Take(notification);
                if (IsOver)
                {
                    return;
                }
            }

            End(new RpcConnectionException($"{FollowMethod}: the node ended the subscription"));
        }
        catch (RpcException exception)
        {
            End(exception);
        }
        catch (OperationCanceledException)
        {
            // It was disposed of.
        }
    }

    private void End(RpcException exception)
    {
        Operation[] operations;
        lock (_gate)
        {
            if (_end is not null)
            {
                return;
            }

            _end = exception;
            operations = [.. _operations.Values];
            foreach (Channel<Hash256> channel in _bestListeners.Concat(_finalListeners))
            {
                channel.Writer.TryComplete(exception);
            }
        }

        foreach (Operation operation in operations)
        {
            operation.Events.Writer.TryComplete(exception);
        }

        _initialized.TrySetException(exception);
    }
}
