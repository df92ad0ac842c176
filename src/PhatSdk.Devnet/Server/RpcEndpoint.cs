using System.Net.Mime;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Rpc;

namespace PhatSdk.Devnet.Server;

/// <summary>Answers JSON-RPC: by WebSocket, or by HTTP, which has no subscriptions.</summary>
/// <param name="envelope">Answers messages.</param>
/// <param name="options">How the server answers.</param>
/// <param name="time">The clock of the time-outs.</param>
/// <param name="logger">Takes the logs.</param>
internal sealed class RpcEndpoint(RpcEnvelope envelope, DevnetServerOptions options, TimeProvider time, ILogger logger)
{
    private const string HealthPath = "/health";

    private static readonly ReadOnlyMemory<byte> HealthRequest = """{"jsonrpc":"2.0","id":0,"method":"system_health","params":[]}"""u8.ToArray();

    private int _openConnections;

    /// <summary>How many WebSocket connections there are.</summary>
    public int OpenConnections => Volatile.Read(ref _openConnections);

    /// <summary>Serves a client until it goes or is cut off.</summary>
    public async Task ServeWebSocketAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _openConnections) > options.MaxConnections)
        {
            Interlocked.Decrement(ref _openConnections);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            await using RpcWebSocket connection = new(socket, envelope, options, time, logger);
            await connection.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _openConnections);
        }
    }

    /// <summary>Answers one request.</summary>
    public async Task ServeHttpAsync(HttpContext context, CancellationToken cancellationToken)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Path == HealthPath)
        {
            await AnswerAsync(context, HealthRequest, cancellationToken).ConfigureAwait(false);
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
        }
        else if (!request.HasJsonContentType())
        {
            // A web page can send other types without asking first.
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        }
        else
        {
            LiftBodyLimit(context);
            if (await RequestBody.ReadAsync(request, options.MaxRequestSize, cancellationToken).ConfigureAwait(false) is { } message)
            {
                await AnswerAsync(context, message, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                await WriteAsync(context, RpcEnvelope.TooLarge(options.MaxRequestSize), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        RpcAnswer answer = await envelope.AnswerAsync(message, session: null, cancellationToken).ConfigureAwait(false);
        await WriteAsync(context, answer.Json, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        context.Response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, cancellationToken).ConfigureAwait(false);
    }

    // The reader has the limit, and says more than the server would.
    private static void LiftBodyLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
