using Microsoft.AspNetCore.Http;
using PhatSdk.Pruntime;

namespace PhatSdk.Devnet.Server;

/// <summary>Answers <c>POST /prpc/{method}</c> as the HTTP server of a Phala worker does.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>standalone/pruntime/src/api_server.rs</c>.</remarks>
/// <param name="worker">Reaches the worker.</param>
/// <param name="options">How the server answers.</param>
internal sealed class PruntimeEndpoint(IPruntimeTransport worker, DevnetServerOptions options)
{
    /// <summary>Answers one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="method">The method that its path names.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ServeAsync(HttpContext context, string method, CancellationToken cancellationToken)
    {
        HttpResponse response = context.Response;
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = HttpMethods.Post;
            return;
        }

        if (await RequestBody.ReadAsync(context.Request, options.MaxRequestSize, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        PruntimeResponse answer;
        try
        {
            answer = await worker.SendAsync(method, body, cancellationToken).ConfigureAwait(false);
        }
        catch (PruntimeException)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        response.StatusCode = answer.StatusCode;
        response.ContentType = "application/octet-stream";
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, cancellationToken).ConfigureAwait(false);
    }
}
