using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

internal sealed partial class ChainHeadFollow
{
    private const int OperationsAtOnce = 16;
    private const int ServerError = -32000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, Operation> _operations = [];
    private readonly SemaphoreSlim _slots = new(OperationsAtOnce);
    private int _starting;

    /// <summary>Runs an operation on a pinned block that is in use.</summary>
    /// <param name="method">The method that starts it: <c>chainHead_v1_call</c>.</param>
    /// <param name="block">The block.</param>
    /// <param name="append">Appends the parameters behind the block.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Its events, but for those that only steer it.</returns>
    /// <exception cref="RpcConnectionException">The subscription is over.</exception>
    /// <exception cref="RpcResponseException">The node could not do it.</exception>
    public async IAsyncEnumerable<JsonElement> RunAsync(
        string method, Hash256 block, Action<RpcParameters> append, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcParameters parameters = new RpcParameters().Add(_id).Add(block);
        append(parameters);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (string id, Operation operation, JsonElement started) = await StartAsync(method, parameters, cancellationToken).ConfigureAwait(false);
            bool isDone = false;
            try
            {
                yield return started;
                while (!isDone)
                {
                    // Where the subscription is over, this throws why.
                    await operation.Events.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
                    if (!operation.Events.Reader.TryRead(out JsonElement notification))
                    {
                        continue;
                    }

                    string kind = V2Json.TextOf(V2Json.Member(notification, "event", method), method);
                    isDone = kind is not ("operationStorageItems" or "operationWaitingForContinue");
                    switch (kind)
                    {
                        case "operationWaitingForContinue":
                            await _rpc.Connection
                                .SendAsync("chainHead_v1_continue", new RpcParameters().Add(_id).Add(id).ToJson(), cancellationToken).ConfigureAwait(false);
                            break;
                        case "operationInaccessible":
                            throw new RpcResponseException(method, ServerError, $"the state of block {block} is not to be had");
                        case "operationError":
                            throw new RpcResponseException(method, ServerError, V2Json.TextOf(V2Json.Member(notification, "error", method), method));
                        default:
                            yield return notification;
                            break;
                    }
                }
            }
            finally
            {
                Remove(id, isDone);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<(string Id, Operation Operation, JsonElement Started)> StartAsync(
        string method, RpcParameters parameters, CancellationToken cancellationToken)
    {
        while (true)
        {
            Interlocked.Increment(ref _starting);
            try
            {
                JsonElement answer = await _rpc.Connection.SendAsync(method, parameters.ToJson(), cancellationToken).ConfigureAwait(false);
                if (V2Json.TextOf(V2Json.Member(answer, "result", method), method) == "started")
                {
                    string id = V2Json.TextOf(V2Json.Member(answer, "operationId", method), method);
                    lock (_gate)
                    {
                        return (id, OperationOf(id), answer);
                    }
                }
            }
            finally
            {
                Interlocked.Decrement(ref _starting);
            }

            // Others of the same connection run operations too; and to a subscription that is over, a node answers the same.
            lock (_gate)
            {
                if (_end is not null)
                {
                    throw new RpcConnectionException($"{method}: {_end.Message}", _end);
                }
            }

            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // An operation may tell of itself before the answer that names it is read.
    private void TakeOperationEvent(string kind, JsonElement notification)
    {
        if (!kind.StartsWith("operation", StringComparison.Ordinal))
        {
            return;
        }

        string id = V2Json.TextOf(V2Json.Member(notification, "operationId", FollowMethod), FollowMethod);
        if (_operations.ContainsKey(id) || Volatile.Read(ref _starting) > 0)
        {
            OperationOf(id).Events.Writer.TryWrite(notification);
        }
    }

    private Operation OperationOf(string id)
    {
        if (!_operations.TryGetValue(id, out Operation? operation))
        {
            _operations.Add(id, operation = new Operation());
            if (_end is not null)
            {
                operation.Events.Writer.TryComplete(_end);
            }
        }

        return operation;
    }

    private void Remove(string id, bool isDone)
    {
        bool isOver;
        lock (_gate)
        {
            _operations.Remove(id);
            isOver = _end is not null;
        }

        if (!isDone && !isOver)
        {
            _ = StopAsync(id);
        }
    }

    private async Task StopAsync(string id)
    {
        try
        {
            await _rpc.Connection
                .SendAsync("chainHead_v1_stopOperation", new RpcParameters().Add(_id).Add(id).ToJson(), _ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            // It ends with the subscription, which is over or will be.
        }
    }

    private sealed class Operation
    {
        public Channel<JsonElement> Events { get; } = Channel.CreateUnbounded<JsonElement>();
    }
}
