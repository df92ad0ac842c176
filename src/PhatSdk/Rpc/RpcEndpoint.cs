namespace PhatSdk.Rpc;

/// <summary>Where a node is found, and how a connection to it is made.</summary>
public sealed class RpcEndpoint
{
    private readonly Func<CancellationToken, Task<IRpcConnection>> _connect;

    /// <summary>Creates an endpoint.</summary>
    /// <param name="name">Names it in logs and errors.</param>
    /// <param name="connect">Makes a connection; whoever has it made disposes of it. Throws <see cref="RpcConnectionException"/> where nobody answers.</param>
    public RpcEndpoint(string name, Func<CancellationToken, Task<IRpcConnection>> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        Name = name;
        _connect = connect;
    }

    /// <summary>Names it in logs and errors.</summary>
    public string Name { get; }

    /// <summary>A node reached over a WebSocket.</summary>
    /// <param name="endpoint">Where it answers: <c>ws://127.0.0.1:9944</c>.</param>
    /// <param name="options">How it is spoken to; null for the defaults.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no address of a WebSocket.</exception>
    public static RpcEndpoint WebSocket(Uri endpoint, WebSocketConnectionOptions? options = null)
    {
        WebSocketConnection.ThrowIfNoWebSocket(endpoint);
        return new RpcEndpoint(
            endpoint.Authority,
            async cancellationToken => await WebSocketConnection.ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A node reached over HTTP, for requests only.</summary>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <param name="endpoint">Where it answers: <c>http://127.0.0.1:9944</c>.</param>
    /// <param name="options">How it is spoken to; null for the defaults.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is no HTTP address.</exception>
    public static RpcEndpoint Http(HttpClient http, Uri endpoint, HttpConnectionOptions? options = null)
    {
        HttpConnection.ThrowIfNoHttp(endpoint);
        return new RpcEndpoint(endpoint.Authority, _ => Task.FromResult<IRpcConnection>(new HttpConnection(http, endpoint, options)));
    }

    /// <summary>Shows the endpoint.</summary>
    /// <returns>Its name.</returns>
    public override string ToString() => Name;

    internal Task<IRpcConnection> ConnectAsync(CancellationToken cancellationToken) => _connect(cancellationToken);
}
