using System.Buffers;
using System.Net;
using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>
/// Makes the HTTP requests of contracts, within limits, and answers as a pRuntime worker does where the other side cannot be reached.
/// Source: <c>crates/pink/chain-extension/src/lib.rs</c> of Phala-Network/phala-blockchain.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    /// <summary>The most bytes of an answer's body.</summary>
    public const int MaxBodySize = 2 * 1024 * 1024;

    /// <summary>The most headers of a request.</summary>
    public const int MaxHeaders = 256;

    /// <summary>The status of an answer that never came.</summary>
    public const ushort UnreachableStatus = 523;

    /// <summary>The status of an answer that could not be read.</summary>
    public const ushort IoErrorStatus = 524;

    private const int MaxRedirects = 10;
    private const int ChunkSize = 16 * 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly HttpMessageInvoker _client;
    private readonly TimeProvider _time;

    /// <param name="time">Measures the time limits.</param>
    /// <param name="handler">What carries the requests, and is disposed of with this; null for the network.</param>
    public OutboundHttp(TimeProvider time, HttpMessageHandler? handler = null)
    {
        _time = time;
        _client = new HttpMessageInvoker(handler ?? CreateHandler());
    }

    /// <summary>Makes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="timeLimit">How long it may take, its body included.</param>
    /// <param name="cancellationToken">Ends the wait, without an answer.</param>
    /// <returns>The answer, also where the other side was not reached; an error where the request is wrong or the answer cannot be used.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Result<ContractHttpResponse, ContractHttpError>> SendAsync(
        ContractHttpRequest request, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        if (timeLimit <= TimeSpan.Zero)
        {
            return Failed(ContractHttpError.Timeout);
        }

        if (!TryParseUrl(request.Url, out Uri? url))
        {
            return Failed(ContractHttpError.InvalidUrl);
        }

        if (request.Method.Length == 0 || request.Method.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return Failed(ContractHttpError.InvalidMethod);
        }

        if (request.Headers.Count > MaxHeaders)
        {
            return Failed(ContractHttpError.TooManyHeaders);
        }

        foreach ((string name, string value) in request.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
            {
                return Failed(ContractHttpError.InvalidHeaderName);
            }

            if (!IsHeaderValue(value))
            {
                return Failed(ContractHttpError.InvalidHeaderValue);
            }
        }

        using HttpRequestMessage message = CreateMessage(request, url);
        using CancellationTokenSource timeout = new(timeLimit, _time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await SendAsync(message, both.Token, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    private static Result<ContractHttpResponse, ContractHttpError> Failed(ContractHttpError error) =>
        Result<ContractHttpResponse, ContractHttpError>.Err(error);

    private static Result<ContractHttpResponse, ContractHttpError> Answered(ContractHttpResponse response) =>
        Result<ContractHttpResponse, ContractHttpError>.Ok(response);

    private static SocketsHttpHandler CreateHandler() => new()
    {
        MaxAutomaticRedirections = MaxRedirects,
        UseCookies = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    private async Task<Result<ContractHttpResponse, ContractHttpError>> SendAsync(
        HttpRequestMessage message, CancellationToken cancellationToken, CancellationToken callersToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await AskAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception) && !callersToken.IsCancellationRequested)
        {
            return Answered(Unreachable(exception is OperationCanceledException ? "the request took too long" : exception.Message));
        }

        using (response)
        {
            try
            {
                byte[]? body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
                return body is null ? Failed(ContractHttpError.ResponseTooLarge) : Answered(Answer(response, body));
            }
            catch (Exception exception) when (IsFailure(exception) && !callersToken.IsCancellationRequested)
            {
                return Failed(ContractHttpError.NetworkError);
            }
        }
    }

    // A handler that does not heed the token is not waited for.
    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> answer = _client.SendAsync(message, cancellationToken);
        try
        {
            return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = DiscardAsync(answer);
            throw;
        }
    }

    private static async Task DiscardAsync(Task<HttpResponseMessage> answer)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer.IsCompletedSuccessfully)
        {
            (await answer.ConfigureAwait(false)).Dispose();
        }
    }

    private static bool IsFailure(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException or NotSupportedException;

    private static async Task<byte[]?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxBodySize)
        {
            return null;
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            ArrayBufferWriter<byte> body = new();
            while (true)
            {
                int read = await stream.ReadAsync(body.GetMemory(ChunkSize), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return body.WrittenSpan.ToArray();
                }

                body.Advance(read);
                if (body.WrittenCount > MaxBodySize)
                {
                    return null;
                }
            }
        }
    }

    private static ContractHttpResponse Answer(HttpResponseMessage response, byte[] body)
    {
        List<(string Name, string Value)> headers = [];
        AddHeaders(headers, response.Headers.NonValidated);
        AddHeaders(headers, response.Content.Headers.NonValidated);
        using HttpResponseMessage canonical = new(response.StatusCode);
        return new ContractHttpResponse((ushort)response.StatusCode, canonical.ReasonPhrase ?? string.Empty, headers, body);
    }

    private static void AddHeaders(List<(string Name, string Value)> headers, System.Net.Http.Headers.HttpHeadersNonValidated more)
    {
        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in more)
        {
            foreach (string value in values)
            {
                headers.Add((name.ToLowerInvariant(), IsHeaderValue(value) ? value : string.Empty));
            }
        }
    }

    private static ContractHttpResponse Unreachable(string reason) =>
        new(UnreachableStatus, "Unreachable", [], Encoding.UTF8.GetBytes(reason));

    private static bool TryParseUrl(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && !(url.IsFile && text.StartsWith('/'));

    private static bool IsHeaderValue(string value)
    {
        foreach (char character in value)
        {
            if (character is (< ' ' or > '~') and not '\t')
            {
                return false;
            }
        }

        return true;
    }

    private static HttpRequestMessage CreateMessage(ContractHttpRequest request, Uri url)
    {
        HttpRequestMessage message = new(new HttpMethod(request.Method), url)
        {
            Version = HttpVersion.Version11,
            Content = request.Body.IsEmpty ? null : new ReadOnlyMemoryContent(request.Body),
        };

        // The last of several with one name is sent, as by a worker.
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in request.Headers)
        {
            headers[name] = value;
        }

        foreach ((string name, string value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
