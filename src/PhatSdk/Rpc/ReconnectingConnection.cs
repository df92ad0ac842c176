using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A connection to a node that outlives cuts: when it breaks, the next request has a new one made.</summary>
/// <remarks>
/// <para>A read whose connection broke is sent again. Anything else is sent once: where the connection broke before the answer, <see cref="RpcConnectionException"/>
/// says so, and the caller finds out by other means whether the node saw it. A request waits while there is no connection.</para>
/// <para>A subscription ends with <see cref="RpcConnectionException"/> at a cut, so that nobody overlooks that something may be missing; subscribe again, and fill
/// the gap by reading. The streams of <c>ChainClient</c> do.</para>
/// <para>A node that comes back with another genesis is another chain, and is refused with <see cref="RpcFormatException"/>.</para>
/// </remarks>
public sealed class ReconnectingConnection : IRpcConnection
{
    private readonly RenewedWire _wire;

    /// <summary>Creates a connection. Nothing is sent until there is a request.</summary>
    /// <param name="endpoint">Where the node is found.</param>
    /// <param name="options">How a broken connection is replaced; null for the defaults.</param>
    public ReconnectingConnection(RpcEndpoint endpoint, ReconnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _wire = new RenewedWire([endpoint], options);
    }

    /// <inheritdoc/>
    public ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken) =>
        _wire.SendAsync(method, parametersJson, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RpcOutcome>> SendBatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken) =>
        _wire.SendBatchAsync(requests, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken) =>
        _wire.SubscribeAsync(method, unsubscribeMethod, parametersJson, cancellationToken);

    /// <summary>Closes the connection that there is, and makes no other.</summary>
    /// <returns>When nothing is left.</returns>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();
}
