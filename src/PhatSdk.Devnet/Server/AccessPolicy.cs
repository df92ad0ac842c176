using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace PhatSdk.Devnet.Server;

/// <summary>Who may ask: keeps web pages out that nobody let in.</summary>
/// <param name="options">Who was let in.</param>
internal sealed class AccessPolicy(DevnetServerOptions options)
{
    private const string AnyOrigin = "*";

    /// <summary>Whether the request names the server by an address, or by a name that it has. Guards against DNS rebinding.</summary>
    public bool AllowsHost(HttpRequest request)
    {
        string host = request.Host.Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.AsSpan().Trim("[]"), out _)
            || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether the request comes from no web page, from one of this server, or from one that was let in.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">The page's origin; null where the request comes from none.</param>
    public bool AllowsOrigin(HttpRequest request, out string? origin)
    {
        StringValues said = request.Headers.Origin;
        origin = said.Count == 0 ? null : said.ToString();
        return origin is null
            || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || options.AllowedOrigins.Contains(AnyOrigin)
            || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}
