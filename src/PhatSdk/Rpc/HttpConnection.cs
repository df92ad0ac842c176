using System.Buffers;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>Requests to a node over HTTP, each on its own. There are no subscriptions: those take a <see cref="WebSocketConnection"/>.</summary>
public sealed class HttpConnection : IRpcConnection
{
    private const int FirstBuffer = 16 * 1024;

    private static readonly MediaTypeHeaderValue JsonContent = new("application/json");

    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly HttpConnectionOptions _options;
    private readonly SemaphoreSlim _places;
    private bool _isDisposed;

    /// <summary>Creates a connection. Nothing is sent until there is a request.</summary>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <param name="endpoint">Where the node answers: <c>http://127.0.0.1:9944</c>.</param>
    /// <param name="options">How it is spoken to; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no absolute HTTP address.</exception>
    public HttpConnection(HttpClient http, Uri endpoint, HttpConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ThrowIfNoHttp(endpoint);
        _options = options ?? HttpConnectionOptions.Default;
        _options.ThrowIfInvalid();
        _http = http;
        _endpoint = endpoint;
        _places = new SemaphoreSlim(_options.MaxPendingRequests);
    }

    /// <inheritdoc/>
    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        RpcMultiplexer multiplexer = Multiplexer();
        OutgoingMessage message = multiplexer.Enter(method, parametersJson.Span);
        await ObserveAsync(method, multiplexer, message, cancellationToken).ConfigureAwait(false);
        return await message.Requests[0].Answer.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RpcOutcome>> SendBatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count == 0)
        {
            return [];
        }

        RpcMultiplexer multiplexer = Multiplexer();
        OutgoingMessage message = multiplexer.Enter(requests);
        await ObserveAsync(RpcTelemetry.Batch, multiplexer, message, cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(message.Requests.Select(static request => request.ToOutcomeAsync())).ConfigureAwait(false);
    }

    /// <summary>Not over HTTP.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{method}: HTTP has no subscriptions: use {nameof(WebSocketConnection)}");

    /// <summary>Refuses what is asked from now on. The HTTP client stays its owner's.</summary>
    /// <returns>At once.</returns>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return ValueTask.CompletedTask;
    }

    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no HTTP address.</exception>
    internal static void ThrowIfNoHttp(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"\"{endpoint}\" is no HTTP address such as http://127.0.0.1:9944", nameof(endpoint));
        }
    }

    // One message, one wire: the multiplexer reads the answer.
    private RpcMultiplexer Multiplexer() => new(_endpoint.Authority, mostSubscriptions: 0, mostWaitingNotifications: 1);

    private async Task ObserveAsync(string method, RpcMultiplexer multiplexer, OutgoingMessage message, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        long start = _options.TimeProvider.GetTimestamp();
        Activity? activity = RpcTelemetry.Start(method, _endpoint);
        Exception? failure = null;
        try
        {
            await ExchangeAsync(method, multiplexer, message, cancellationToken).ConfigureAwait(false);
            foreach (PendingRequest request in message.Requests)
            {
                request.Fail(new RpcFormatException(request.Method, "an answer to another request"));
            }

            // A batch as a whole went well where each of its requests has an answer of its own.
            failure = message.Requests.Count == 1 ? message.Requests[0].Answer.Exception?.InnerException : null;
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            _places.Release();
            RpcTelemetry.Stop(activity, method, _endpoint, _options.TimeProvider.GetElapsedTime(start), failure);
        }
    }

    private async Task ExchangeAsync(string method, RpcMultiplexer multiplexer, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(_options.RequestTimeout, _options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _endpoint) { Content = new ReadOnlyMemoryContent(message.Json) };
            request.Content.Headers.ContentType = JsonContent;
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> body = await ReadAsync(method, response, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new RpcConnectionException($"{_endpoint.Authority}: {method}: HTTP status {(int)response.StatusCode}");
            }

            multiplexer.Take(body.Span);
        }
        catch (JsonException cause)
        {
            throw new RpcFormatException(method, cause.Message, cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw new RpcConnectionException($"{_endpoint.Authority}: {method}: {cause.GetBaseException().Message}", cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcConnectionException($"{_endpoint.Authority}: {method}: no answer in time", cause) { IsTimeout = true };
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string method, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        ArrayBufferWriter<byte> body = new(FirstBuffer);
        int read;
        while ((read = await stream.ReadAsync(body.GetMemory(FirstBuffer), cancellationToken).ConfigureAwait(false)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > _options.MaxMessageSize)
            {
                throw new RpcFormatException(method, $"more than {_options.MaxMessageSize} bytes");
            }
        }

        return body.WrittenMemory;
    }
}
