using PhatSdk.Rpc.Messages;

namespace PhatSdk.Rpc;

/// <summary>Extrinsics on their way into a block, on nodes of JSON-RPC v2: the methods <c>transactionWatch_v1_*</c> and <c>transaction_v1_*</c>.</summary>
internal sealed class TransactionRpc(RpcClient client)
{
    /// <summary>Hands an extrinsic to the node's pool and follows it: <c>transactionWatch_v1_submitAndWatch</c>. Sends once. A refusal is told as an event.</summary>
    public ValueTask<RpcSubscription<TransactionEvent>> SubmitAndWatchAsync(ReadOnlyMemory<byte> extrinsic, CancellationToken cancellationToken) =>
        client.SubscribeAsync(
            "transactionWatch_v1_submitAndWatch",
            "transactionWatch_v1_unwatch",
            new RpcParameters().AddHex(extrinsic.Span),
            RpcJsonContext.Default.TransactionEvent,
            cancellationToken);

    /// <summary>Hands an extrinsic to the node, which tells it to others until it is stopped: <c>transaction_v1_broadcast</c>. Sends once.</summary>
    /// <returns>The name by which it is stopped; null where the node does too much already.</returns>
    public ValueTask<string?> BroadcastAsync(ReadOnlyMemory<byte> extrinsic, CancellationToken cancellationToken) => client.RequestOptionalAsync(
        "transaction_v1_broadcast", new RpcParameters().AddHex(extrinsic.Span), RpcJsonContext.Default.String, cancellationToken);

    /// <summary>Ends a broadcast: <c>transaction_v1_stop</c>.</summary>
    public async ValueTask StopAsync(string operation, CancellationToken cancellationToken) => await client
        .RequestOptionalAsync("transaction_v1_stop", new RpcParameters().Add(operation), RpcJsonContext.Default.String, cancellationToken).ConfigureAwait(false);
}
