using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Rpc;

/// <summary>Extrinsics on their way into a block: the methods <c>author_*</c>.</summary>
public sealed class AuthorRpc
{
    private readonly RpcClient _client;

    /// <summary>Creates the group.</summary>
    /// <param name="client">Sends the requests.</param>
    public AuthorRpc(RpcClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>Hands an extrinsic to the node's pool: <c>author_submitExtrinsic</c>. Sends once.</summary>
    /// <param name="extrinsic">The encoded extrinsic with its length before it.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The extrinsic's hash.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> with code 1010 to 1015 where the pool refused it.</exception>
    public async ValueTask<Hash256> SubmitExtrinsicAsync(ReadOnlyMemory<byte> extrinsic, CancellationToken cancellationToken = default)
    {
        HashResult result = await _client
            .RequestAsync("author_submitExtrinsic", new RpcParameters().AddHex(extrinsic.Span), RpcJsonContext.Default.HashResult, cancellationToken)
            .ConfigureAwait(false);
        return result.Hash;
    }

    /// <summary>Hands an extrinsic to the node's pool and follows it: <c>author_submitAndWatchExtrinsic</c>. Sends once.</summary>
    /// <param name="extrinsic">The encoded extrinsic with its length before it.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What becomes of it; dispose of the subscription.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> with code 1010 to 1015 where the pool refused it.</exception>
    public ValueTask<RpcSubscription<ExtrinsicStatus>> SubmitAndWatchExtrinsicAsync(
        ReadOnlyMemory<byte> extrinsic, CancellationToken cancellationToken = default) =>
        _client.SubscribeAsync(
            "author_submitAndWatchExtrinsic",
            "author_unwatchExtrinsic",
            new RpcParameters().AddHex(extrinsic.Span),
            RpcJsonContext.Default.ExtrinsicStatus,
            cancellationToken);

    /// <summary>The extrinsics in the node's pool: <c>author_pendingExtrinsics</c>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded extrinsics.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<byte[][]> PendingExtrinsicsAsync(CancellationToken cancellationToken = default) =>
        _client.RequestAsync("author_pendingExtrinsics", null, RpcJsonContext.Default.ByteArrayArray, cancellationToken);
}
