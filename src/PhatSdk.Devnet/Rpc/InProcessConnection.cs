using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Rpc;

namespace PhatSdk.Devnet.Rpc;

/// <summary>A wire to the devnet within the process: JSON as over any other, but no socket. Requests run on the thread pool, side by side.</summary>
internal sealed class InProcessConnection : IRpcConnection
{
    /// <summary>How many notifications wait for a reader; more wait where they come from.</summary>
    private const int NotificationsAhead = 16;

    private const int InvalidRequestCode = -32600;

    private readonly Lock _gate = new();
    private readonly RpcDispatcher _dispatcher;
    private readonly Action<InProcessConnection> _ended;
    private readonly RpcSession _session = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<Task> _running = [];
    private volatile bool _isDisposed;
    private volatile bool _isBroken;

    /// <summary>Connects.</summary>
    /// <param name="dispatcher">Answers.</param>
    /// <param name="ended">Called when the connection is over.</param>
    public InProcessConnection(RpcDispatcher dispatcher, Action<InProcessConnection> ended)
    {
        _dispatcher = dispatcher;
        _ended = ended;
    }

    /// <inheritdoc/>
    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        RpcReply reply = await RequestAsync(method, parametersJson, cancellationToken).ConfigureAwait(false);
        if (reply.Feed is { } feed)
        {
            // Nobody could read the notifications.
            feed.Dispose();
            throw InvalidRequest(method, $"it subscribes: call {nameof(SubscribeAsync)}");
        }

        JsonElement result = JsonElement.Parse(reply.Result.Span);
        reply.Sent?.Invoke();
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        RpcReply reply = await RequestAsync(method, parametersJson, cancellationToken).ConfigureAwait(false);
        RpcFeed feed = reply.Feed ?? throw InvalidRequest(method, "it makes no subscription");
        Channel<JsonElement> notifications = Channel.CreateBounded<JsonElement>(NotificationsAhead);
        CancellationTokenSource unsubscribing = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        Task pump;
        try
        {
            pump = Start(() => Task.Run(() => PumpAsync(feed, notifications.Writer, unsubscribing.Token)));
        }
        catch
        {
            feed.Dispose();
            unsubscribing.Dispose();
            throw;
        }

        return new RpcSubscription(notifications.Reader, UnsubscribeAsync) { Id = JsonElement.Parse(reply.Result.Span).ToString() };

        async ValueTask UnsubscribeAsync()
        {
            await unsubscribing.CancelAsync().ConfigureAwait(false);
            feed.Dispose();
            await pump.ConfigureAwait(false);
            unsubscribing.Dispose();
        }
    }

    /// <summary>Ends the subscriptions and waits for what runs.</summary>
    /// <returns>When nothing is left.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        return EndAsync();
    }

    /// <summary>The devnet ends: to who uses the connection, the wire breaks.</summary>
    /// <returns>When nothing is left.</returns>
    public ValueTask BreakAsync()
    {
        lock (_gate)
        {
            _isBroken = true;
        }

        return EndAsync();
    }

    private static RpcConnectionException Broken() => new("the devnet was disposed of");

    private static RpcResponseException InvalidRequest(string method, string reason) => new(method, InvalidRequestCode, "Invalid request", ToElement(reason));

    private static JsonElement ToElement(string text) =>
        JsonElement.Parse(RpcJson.Write(text, static (writer, value) => writer.WriteStringValue(value)).Span);

    private static JsonElement ParseParameters(ReadOnlyMemory<byte> parametersJson)
    {
        try
        {
            return parametersJson.IsEmpty ? default : JsonElement.Parse(parametersJson.Span);
        }
        catch (JsonException cause)
        {
            throw new ArgumentException($"The parameters are no JSON: {cause.Message}", nameof(parametersJson), cause);
        }
    }

    private static async Task DiscardAsync(Task<RpcReply> request)
    {
        await ((Task)request).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (request.IsCompletedSuccessfully)
        {
            (await request.ConfigureAwait(false)).Feed?.Dispose();
        }
    }

    private async ValueTask<RpcReply> RequestAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        cancellationToken.ThrowIfCancellationRequested();
        JsonElement parameters = ParseParameters(parametersJson);
        Task<RpcReply> request = Start(() => Task.Run(() => InvokeAsync(method, parameters, cancellationToken)));
        try
        {
            return await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error)
        {
            throw new RpcResponseException(method, error.Code, error.ErrorMessage, error.ErrorData is { } data ? ToElement(data) : null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A subscription that is still made is for nobody.
            _ = DiscardAsync(request);
            throw;
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            ThrowIfOver();
            throw;
        }
    }

    // What nobody waits for any longer is to stop: a call of the runtime may be long.
    private async Task<RpcReply> InvokeAsync(string method, JsonElement parameters, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, cancellationToken);
        return await _dispatcher.InvokeAsync(method, parameters, _session, either.Token).ConfigureAwait(false);
    }

    private async Task PumpAsync(RpcFeed feed, ChannelWriter<JsonElement> notifications, CancellationToken unsubscribing)
    {
        Exception? failure = null;
        try
        {
            await foreach (ReadOnlyMemory<byte> notification in feed.ReadAllAsync().ConfigureAwait(false))
            {
                await notifications.WriteAsync(JsonElement.Parse(notification.Span), unsubscribing).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went.
        }
        catch (RpcErrorException error)
        {
            failure = new RpcConnectionException($"{feed.NotificationMethod}: the subscription broke: {error.Message}", error);
        }
        finally
        {
            notifications.TryComplete(_isBroken && !_isDisposed ? Broken() : failure);
        }
    }

    /// <summary>Starts something that the end of the connection waits for.</summary>
    private TTask Start<TTask>(Func<TTask> start)
        where TTask : Task
    {
        TTask task;
        lock (_gate)
        {
            ThrowIfOver();
            task = start();
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }

    private async ValueTask EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _session.Dispose();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _session.WhenIdleAsync().ConfigureAwait(false);
        _ended(this);
    }

    private void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isBroken)
        {
            throw Broken();
        }
    }
}
