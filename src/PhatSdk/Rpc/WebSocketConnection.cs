using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhatSdk.Rpc;

/// <summary>A wire to a node over a WebSocket. Once broken it stays so: <see cref="ReconnectingConnection"/> makes a new one.</summary>
/// <remarks>Requests go out in the order in which they are made, and are not held up by answers that take long.</remarks>
public sealed partial class WebSocketConnection : IRpcConnection
{
    private readonly Uri _endpoint;
    private readonly WebSocketConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly ClientWebSocket _socket;
    private readonly RpcMultiplexer _multiplexer;
    private readonly SemaphoreSlim _places;
    private readonly Channel<OutgoingMessage> _outbox = Channel.CreateUnbounded<OutgoingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private Task _sending = Task.CompletedTask;
    private Task _receiving = Task.CompletedTask;
    private bool _isDisposed;

    private WebSocketConnection(Uri endpoint, WebSocketConnectionOptions options, ClientWebSocket socket)
    {
        _endpoint = endpoint;
        _options = options;
        _socket = socket;
        _logger = options.LoggerFactory?.CreateLogger<WebSocketConnection>() ?? (ILogger)NullLogger.Instance;
        _multiplexer = new RpcMultiplexer(endpoint.Authority, options.MaxSubscriptions, options.MaxWaitingNotifications);
        _places = new SemaphoreSlim(options.MaxPendingRequests);
    }

    /// <inheritdoc/>
    public bool IsBroken => _multiplexer.IsBroken;

    /// <summary>How many requests wait for an answer, and how many subscriptions there are.</summary>
    internal (int Pending, int Subscriptions) Load => _multiplexer.Load;

    /// <summary>Connects to a node.</summary>
    /// <param name="endpoint">Where it answers: <c>ws://127.0.0.1:9944</c>, or <c>wss://</c> for a node on the web.</param>
    /// <param name="options">How it is spoken to; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The connection; dispose of it.</returns>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no address of a WebSocket.</exception>
    /// <exception cref="RpcConnectionException">Nobody answers there, or not as a WebSocket.</exception>
    public static async Task<WebSocketConnection> ConnectAsync(
        Uri endpoint, WebSocketConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNoWebSocket(endpoint);
        options ??= WebSocketConnectionOptions.Default;
        options.ThrowIfInvalid();
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = options.KeepAliveInterval;
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException cause)
        {
            socket.Dispose();
            throw new RpcConnectionException($"{endpoint.Authority}: no connection: {cause.GetBaseException().Message}", cause);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        WebSocketConnection connection = new(endpoint, options, socket);
        connection._sending = Task.Run(connection.SendAllAsync, CancellationToken.None);
        connection._receiving = Task.Run(connection.ReceiveAllAsync, CancellationToken.None);
        return connection;
    }

    /// <inheritdoc/>
    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        PendingRequest request = await RequestAsync(method, parametersJson, unsubscribeMethod: null, cancellationToken).ConfigureAwait(false);
        return await request.Answer.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RpcOutcome>> SendBatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count == 0)
        {
            return [];
        }

        return await ObserveAsync(
            RpcTelemetry.Batch,
            () => _multiplexer.Enter(requests),
            static message => Task.WhenAll(message.Requests.Select(static request => request.ToOutcomeAsync())),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There are <see cref="WebSocketConnectionOptions.MaxSubscriptions"/> subscriptions.</exception>
    public async ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(unsubscribeMethod);
        PendingRequest request = await RequestAsync(method, parametersJson, unsubscribeMethod, cancellationToken).ConfigureAwait(false);
        SubscribedFeed feed = request.Feed!;
        return new RpcSubscription(feed.Reader, UnsubscribeAsync) { Id = RpcMultiplexer.KeyOf(feed.Id) };

        async ValueTask UnsubscribeAsync()
        {
            if (_multiplexer.Forget(feed) && !_isDisposed)
            {
                await RequestAsync(unsubscribeMethod, new RpcParameters().Add(feed.Id).ToJson(), null, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the connection. Requests that wait fail, subscriptions end.</summary>
    /// <returns>When nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Break("the connection was disposed of", cause: null);
        await _ending.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _ending.Dispose();
    }

    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no address of a WebSocket.</exception>
    internal static void ThrowIfNoWebSocket(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeWs && endpoint.Scheme != Uri.UriSchemeWss))
        {
            throw new ArgumentException($"\"{endpoint}\" is no address of a WebSocket such as ws://127.0.0.1:9944", nameof(endpoint));
        }
    }

    private Task<PendingRequest> RequestAsync(
        string method, ReadOnlyMemory<byte> parametersJson, string? unsubscribeMethod, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        return ObserveAsync(
            method,
            () => _multiplexer.Enter(method, parametersJson.Span, unsubscribeMethod),
            static async message =>
            {
                await message.Requests[0].Answer.ConfigureAwait(false);
                return message.Requests[0];
            },
            cancellationToken);
    }

    private async Task<T> ObserveAsync<T>(
        string method, Func<OutgoingMessage> enter, Func<OutgoingMessage, Task<T>> answer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        long start = _options.TimeProvider.GetTimestamp();
        Activity? activity = RpcTelemetry.Start(method, _endpoint);
        Exception? failure = null;
        try
        {
            return await ExchangeAsync(method, enter, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            RpcTelemetry.Stop(activity, method, _endpoint, _options.TimeProvider.GetElapsedTime(start), failure);
        }
    }

    private async Task<T> ExchangeAsync<T>(
        string method, Func<OutgoingMessage> enter, Func<OutgoingMessage, Task<T>> answer, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            OutgoingMessage message = enter();
            try
            {
                _outbox.Writer.TryWrite(message);
                return await answer(message).WaitAsync(_options.RequestTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException cause)
            {
                Abandon(message);
                throw new RpcConnectionException($"{_endpoint.Authority}: {method}: no answer within {_options.RequestTimeout}", cause) { IsTimeout = true };
            }
            catch (OperationCanceledException)
            {
                Abandon(message);
                throw;
            }
        }
        finally
        {
            _places.Release();
        }
    }

    private void Abandon(OutgoingMessage message)
    {
        if (_multiplexer.Abandon(message) is { } end)
        {
            _outbox.Writer.TryWrite(end);
        }
    }
}
