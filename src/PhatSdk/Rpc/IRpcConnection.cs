using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A wire to a node that speaks JSON-RPC 2.0: JSON in, JSON out. Fakes, decorators and transports stand here.</summary>
/// <remarks>All members may be used by several threads at once. Requests of one connection may be answered in any order.</remarks>
public interface IRpcConnection : IAsyncDisposable
{
    /// <summary>Whether the wire is known to be broken: what is sent fails. False where that is not known, or where the connection mends itself.</summary>
    bool IsBroken => false;

    /// <summary>Sends a request and waits for its answer. Sends once: it is for the caller to decide whether a request may be made again.</summary>
    /// <param name="method">The method: <c>chain_getHeader</c>.</param>
    /// <param name="parametersJson">The parameters: a JSON array in UTF-8.</param>
    /// <param name="cancellationToken">Ends the wait; the node may still act on the request.</param>
    /// <returns>The answer's <c>result</c>, <see cref="JsonValueKind.Null"/> included. It stays valid: its document is never disposed of.</returns>
    /// <exception cref="RpcConnectionException">The wire broke; whether the node saw the request is not known.</exception>
    /// <exception cref="RpcResponseException">The node answered with an error.</exception>
    /// <exception cref="ObjectDisposedException">The connection was disposed of.</exception>
    ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken);

    /// <summary>Subscribes, and returns when the node has agreed.</summary>
    /// <param name="method">The method that subscribes: <c>chain_subscribeNewHeads</c>.</param>
    /// <param name="unsubscribeMethod">The method that ends it: <c>chain_unsubscribeNewHeads</c>.</param>
    /// <param name="parametersJson">The parameters: a JSON array in UTF-8.</param>
    /// <param name="cancellationToken">Ends the wait; a subscription that the node still makes is ended by the connection.</param>
    /// <returns>The subscription. No notification is lost between the node's answer and the first read.</returns>
    /// <exception cref="RpcConnectionException">The wire broke; whether the node saw the request is not known.</exception>
    /// <exception cref="RpcResponseException">The node answered with an error.</exception>
    /// <exception cref="NotSupportedException">The transport has no subscriptions.</exception>
    /// <exception cref="ObjectDisposedException">The connection was disposed of.</exception>
    ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken);

    /// <summary>Sends several requests and waits for all answers. A wire that knows batches sends one message; any other sends each on its own.</summary>
    /// <param name="requests">The requests. None may subscribe.</param>
    /// <param name="cancellationToken">Ends the wait; the node may still act on the requests.</param>
    /// <returns>An outcome for each request, in the requests' order; where the node refuses the batch as a whole, the same error for each.</returns>
    /// <exception cref="RpcConnectionException">The wire broke; which requests the node saw is not known.</exception>
    /// <exception cref="ObjectDisposedException">The connection was disposed of.</exception>
    ValueTask<IReadOnlyList<RpcOutcome>> SendBatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken) =>
        SeparateRequests.SendAsync(this, requests, cancellationToken);
}
