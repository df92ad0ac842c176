using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A connection to one of several nodes of one chain: when it breaks, the next request has one made to the next node that answers.</summary>
/// <remarks>
/// <para>Stays with a node as long as that works, also when one named earlier is back. A node that is not synchronised yet is taken only where no other answers;
/// one of another chain never. The first node that answers says which chain it is.</para>
/// <para>What is sent again, and what becomes of subscriptions, is as with <see cref="ReconnectingConnection"/>. The next node may be some blocks behind the last.</para>
/// </remarks>
public sealed class FailoverConnection : IRpcConnection
{
    private readonly RenewedWire _wire;

    /// <summary>Creates a connection. Nothing is sent until there is a request.</summary>
    /// <param name="endpoints">Where the nodes are found, the preferred one first.</param>
    /// <param name="options">How a broken connection is replaced; null for the defaults. The waits are between rounds over all nodes.</param>
    /// <exception cref="ArgumentException">There is no endpoint.</exception>
    public FailoverConnection(IReadOnlyList<RpcEndpoint> endpoints, ReconnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.Count == 0)
        {
            throw new ArgumentException("There is no endpoint", nameof(endpoints));
        }

        _wire = new RenewedWire([.. endpoints], options);
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
