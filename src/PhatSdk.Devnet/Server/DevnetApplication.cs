using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PhatSdk.Devnet.Server;

/// <summary>Takes each HTTP request to who answers it: WebSocket, JSON-RPC, or the worker's pRPC.</summary>
internal sealed class DevnetApplication : IHttpApplication<HttpContext>
{
    private const string WorkerPrefix = "/prpc";

    private readonly AccessPolicy _access;
    private readonly Task<DevnetEndpoints> _endpoints;
    private readonly CancellationToken _ending;
    private readonly WebSocketMiddleware _webSockets;

    /// <param name="options">How the server answers.</param>
    /// <param name="endpoints">Who answers; requests wait for them while the devnet starts.</param>
    /// <param name="logging">Takes the logs.</param>
    /// <param name="ending">Signalled when the server ends.</param>
    public DevnetApplication(DevnetServerOptions options, Task<DevnetEndpoints> endpoints, ILoggerFactory logging, CancellationToken ending)
    {
        _access = new AccessPolicy(options);
        _endpoints = endpoints;
        _ending = ending;
        WebSocketOptions webSockets = new() { KeepAliveInterval = options.KeepAliveInterval, KeepAliveTimeout = options.KeepAliveInterval };
        _webSockets = new WebSocketMiddleware(RouteAsync, Options.Create(webSockets), logging);
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is kept for a request.
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (!_access.AllowsHost(context.Request))
        {
            await RefuseAsync(context, $"The host \"{context.Request.Host.Host}\" is none of this server's: see {nameof(DevnetServerOptions)}.{nameof(DevnetServerOptions.AllowedHosts)}").ConfigureAwait(false);
            return;
        }

        if (!_access.AllowsOrigin(context.Request, out string? origin))
        {
            await RefuseAsync(context, $"The origin \"{origin}\" was not let in: see {nameof(DevnetServerOptions)}.{nameof(DevnetServerOptions.AllowedOrigins)}").ConfigureAwait(false);
            return;
        }

        if (origin is not null)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
        }

        await _webSockets.Invoke(context).ConfigureAwait(false);
    }

    private async Task RouteAsync(HttpContext context)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending);
        try
        {
            DevnetEndpoints endpoints = await _endpoints.WaitAsync(either.Token).ConfigureAwait(false);
            if (context.WebSockets.IsWebSocketRequest)
            {
                await endpoints.Rpc.ServeWebSocketAsync(context, either.Token).ConfigureAwait(false);
            }
            else if (HttpMethods.IsOptions(context.Request.Method))
            {
                AllowPreflight(context);
            }
            else if (context.Request.Path.StartsWithSegments(WorkerPrefix, out PathString method) && endpoints.Worker is { } worker)
            {
                await worker.ServeAsync(context, method.Value!.TrimStart('/'), either.Token).ConfigureAwait(false);
            }
            else
            {
                await endpoints.Rpc.ServeHttpAsync(context, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The client went, or the server ends.
            context.Abort();
        }
    }

    private static void AllowPreflight(HttpContext context)
    {
        const string PrivateNetwork = "Access-Control-Request-Private-Network";
        HttpResponse response = context.Response;
        if (context.Request.Headers.ContainsKey(PrivateNetwork))
        {
            // Browsers ask before a public page may reach this machine; the page's origin was let in.
            response.Headers["Access-Control-Allow-Private-Network"] = "true";
        }

        response.Headers.AccessControlAllowMethods = "POST";
        response.Headers.AccessControlAllowHeaders = "Content-Type";
        response.StatusCode = StatusCodes.Status204NoContent;
    }

    private Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, _ending);
    }
}
