using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhatSdk.Rpc;

/// <summary>A wire to a node over a WebSocket. Once broken it stays so.</summary>
/// <remarks>Requests go out in the order in which they are made, and are not held up by answers that take long.</remarks>
public sealed partial class WebSocketConnection : IRpcConnection
{
    private const int ReceiveBuffer = 16 * 1024;

    private readonly Uri _endpoint;
    private readonly WebSocketConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly ClientWebSocket _socket;
    private readonly RpcMultiplexer _multiplexer;
    private readonly SemaphoreSlim _places;
    private readonly Channel<PendingRequest> _outbox = Channel.CreateUnbounded<PendingRequest>(new UnboundedChannelOptions { SingleReader = true });
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
        _multiplexer = new RpcMultiplexer(endpoint.Authority, options.MaxWaitingNotifications);
        _places = new SemaphoreSlim(options.MaxPendingRequests);
    }

    /// <summary>How many requests wait for an answer, and how many subscriptions there are.</summary>
    internal (int Pending, int Subscriptions) Load => (_multiplexer.PendingCount, _multiplexer.SubscriptionCount);

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
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeWs && endpoint.Scheme != Uri.UriSchemeWss))
        {
            throw new ArgumentException($"\"{endpoint}\" is no address of a WebSocket such as ws://127.0.0.1:9944", nameof(endpoint));
        }

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
        (JsonElement result, _) = await RequestAsync(method, null, parametersJson, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(unsubscribeMethod);
        (JsonElement id, SubscribedFeed? feed) = await RequestAsync(method, unsubscribeMethod, parametersJson, cancellationToken).ConfigureAwait(false);
        RpcTelemetry.Subscribed(method);
        return new RpcSubscription(feed!.Reader, UnsubscribeAsync) { Id = id.ToString() };

        async ValueTask UnsubscribeAsync()
        {
            RpcTelemetry.Unsubscribed(method);
            _multiplexer.Forget(RpcMultiplexer.KeyOf(id));
            if (!_isDisposed)
            {
                await RequestAsync(unsubscribeMethod, null, new RpcParameters().Add(id).ToJson(), CancellationToken.None).ConfigureAwait(false);
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

    private async ValueTask<(JsonElement Result, SubscribedFeed? Feed)> RequestAsync(
        string method, string? unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        long start = _options.TimeProvider.GetTimestamp();
        Activity? activity = RpcTelemetry.Start(method, _endpoint);
        Exception? failure = null;
        try
        {
            return await RequestCoreAsync(method, unsubscribeMethod, parametersJson, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            RpcTelemetry.Stop(activity, method, _options.TimeProvider.GetElapsedTime(start), failure);
        }
    }

    private async ValueTask<(JsonElement Result, SubscribedFeed? Feed)> RequestCoreAsync(
        string method, string? unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        PendingRequest? request = null;
        try
        {
            request = _multiplexer.Enter(method, parametersJson.Span, unsubscribeMethod);
            _outbox.Writer.TryWrite(request);
            JsonElement result = await request.Answer.WaitAsync(_options.RequestTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return (result, request.Feed);
        }
        catch (TimeoutException cause)
        {
            Abandon(request!);
            throw new RpcConnectionException($"{_endpoint.Authority}: {method}: no answer within {_options.RequestTimeout}", cause);
        }
        catch (OperationCanceledException)
        {
            Abandon(request!);
            throw;
        }
        finally
        {
            _places.Release();
        }
    }

    private void Abandon(PendingRequest request)
    {
        if (_multiplexer.Abandon(request) is { } end)
        {
            _outbox.Writer.TryWrite(end);
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (PendingRequest request in _outbox.Reader.ReadAllAsync(_ending.Token).ConfigureAwait(false))
            {
                if (request.Answer.IsCanceled)
                {
                    // What nobody waits for need not be asked.
                    _multiplexer.Drop(request);
                    continue;
                }

                await _socket.SendAsync(request.Message, WebSocketMessageType.Text, endOfMessage: true, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception cause) when (cause is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            Break(cause.GetBaseException().Message, cause);
            _socket.Abort();
        }
    }

    private async Task ReceiveAllAsync()
    {
        ArrayBufferWriter<byte> message = new(ReceiveBuffer);
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(message.GetMemory(ReceiveBuffer), CancellationToken.None).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Break($"the node closed the connection: {_socket.CloseStatus} {_socket.CloseStatusDescription}", cause: null);
                    break;
                }

                message.Advance(part.Count);
                if (message.WrittenCount > _options.MaxMessageSize)
                {
                    throw new InvalidDataException($"a message of more than {_options.MaxMessageSize} bytes");
                }

                if (part.EndOfMessage)
                {
                    foreach (PendingRequest end in _multiplexer.Take(message.WrittenSpan))
                    {
                        _outbox.Writer.TryWrite(end);
                    }

                    message = message.Capacity > 16 * ReceiveBuffer ? new ArrayBufferWriter<byte>(ReceiveBuffer) : Emptied(message);
                }
            }
        }
        catch (Exception cause) when (cause is WebSocketException or IOException or InvalidDataException or JsonException or OperationCanceledException or ObjectDisposedException)
        {
            Break(cause.GetBaseException().Message, cause);
            _socket.Abort();
        }
        finally
        {
            _outbox.Writer.TryComplete();
        }
    }

    private static ArrayBufferWriter<byte> Emptied(ArrayBufferWriter<byte> message)
    {
        message.ResetWrittenCount();
        return message;
    }

    private void Break(string reason, Exception? cause)
    {
        if (!_isDisposed)
        {
            LogBroken(_logger, _endpoint.Authority, reason);
        }

        _multiplexer.Break(new RpcConnectionException($"{_endpoint.Authority}: {reason}", cause));
    }

    private async Task CloseAsync()
    {
        using CancellationTokenSource late = new(_options.RequestTimeout, _options.TimeProvider);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token).ConfigureAwait(false);
            }
        }
        catch (Exception cause) when (cause is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It was going anyway.
            LogBroken(_logger, _endpoint.Authority, cause.Message);
        }

        _socket.Abort();
    }

    [LoggerMessage(1, LogLevel.Warning, "{Endpoint}: the connection broke: {Reason}")]
    private static partial void LogBroken(ILogger logger, string endpoint, string reason);
}
