using System.Buffers;
using System.Net.Http.Headers;

namespace PhatSdk.Pruntime;

/// <summary>Reaches a worker over HTTP: <c>POST {endpoint}/prpc/{method}</c>.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>standalone/pruntime/src/api_server.rs</c>.</remarks>
public sealed class HttpPruntimeTransport : IPruntimeTransport
{
    private const int FirstBuffer = 16 * 1024;

    private readonly HttpClient _http;
    private readonly string _prefix;
    private readonly int _maxResponseSize;

    /// <summary>Creates a transport.</summary>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <param name="endpoint">The worker's address, with a path where it has one: <c>http://localhost:8000</c>.</param>
    /// <param name="options">How; null for the defaults. Of its values, <see cref="PruntimeClientOptions.MaxResponseSize"/> is used here.</param>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no absolute HTTP address, or holds a query or a fragment.</exception>
    public HttpPruntimeTransport(HttpClient http, Uri endpoint, PruntimeClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= PruntimeClientOptions.Default;
        options.ThrowIfInvalid();
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https") || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw new ArgumentException($"\"{endpoint}\" is no worker's address such as http://localhost:8000", nameof(endpoint));
        }

        _http = http;
        _prefix = endpoint.AbsoluteUri.TrimEnd('/') + "/prpc/";
        _maxResponseSize = options.MaxResponseSize;
    }

    /// <inheritdoc/>
    public async ValueTask<PruntimeResponse> SendAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        using HttpRequestMessage request = new(HttpMethod.Post, _prefix + Uri.EscapeDataString(method));
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> answer = await ReadAsync(method, response, cancellationToken).ConfigureAwait(false);
            return new PruntimeResponse((int)response.StatusCode, answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new PruntimeException(PruntimeFailure.Unreachable, method, exception.Message, innerException: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && exception.InnerException is TimeoutException)
        {
            throw new PruntimeException(PruntimeFailure.Unreachable, method, "the HTTP client's time ran out", innerException: exception);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string method, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > _maxResponseSize)
        {
            throw TooLarge(method, response);
        }

        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        ArrayBufferWriter<byte> buffer = new(FirstBuffer);
        while (true)
        {
            int read = await stream.ReadAsync(buffer.GetMemory(FirstBuffer), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > _maxResponseSize)
            {
                throw TooLarge(method, response);
            }
        }
    }

    private PruntimeException TooLarge(string method, HttpResponseMessage response) =>
        new(PruntimeFailure.Unreadable, method, $"the answer is larger than {_maxResponseSize} bytes", (int)response.StatusCode);
}
