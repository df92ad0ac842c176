using PhatSdk.Primitives;

namespace PhatSdk.Rpc;

/// <summary>The chain's state and its runtime: the methods <c>state_*</c>.</summary>
public sealed class StateRpc
{
    private readonly RpcClient _client;

    /// <summary>Creates the group.</summary>
    /// <param name="client">Sends the requests.</param>
    public StateRpc(RpcClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The runtime's metadata in the node's oldest form, as a rule V14: <c>state_getMetadata</c>.</summary>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The metadata with its prefix.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<byte[]> GetMetadataAsync(Hash256? at = null, CancellationToken cancellationToken = default) =>
        _client.RequestAsync("state_getMetadata", At(new RpcParameters(), at), RpcJsonContext.Default.ByteArray, cancellationToken);

    /// <summary>Calls a function of the runtime; changes are dropped: <c>state_call</c>.</summary>
    /// <param name="method">The function: <c>ContractsApi_call</c>.</param>
    /// <param name="arguments">The encoded arguments, one after the other.</param>
    /// <param name="at">The block on whose state it runs; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> also where the runtime has no such function, or trapped.</exception>
    public ValueTask<byte[]> CallAsync(
        string method, ReadOnlyMemory<byte> arguments, Hash256? at = null, CancellationToken cancellationToken = default) =>
        _client.RequestAsync(
            "state_call", At(new RpcParameters().Add(method).AddHex(arguments.Span), at), RpcJsonContext.Default.ByteArray, cancellationToken);

    /// <summary>The value under a key: <c>state_getStorage</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; null where there is none.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<byte[]?> GetStorageAsync(ReadOnlyMemory<byte> key, Hash256? at = null, CancellationToken cancellationToken = default) =>
        _client.RequestOptionalAsync(
            "state_getStorage", At(new RpcParameters().AddHex(key.Span), at), RpcJsonContext.Default.ByteArray, cancellationToken);

    /// <summary>A page of the keys with a prefix, in order: <c>state_getKeysPaged</c>.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="count">The most keys that are returned.</param>
    /// <param name="after">The key before the first one that is returned; null for the start.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The keys; fewer than <paramref name="count"/> at the end.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<byte[][]> GetKeysPagedAsync(
        ReadOnlyMemory<byte> prefix, uint count, ReadOnlyMemory<byte>? after = null, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        RpcParameters parameters = new RpcParameters().AddHex(prefix.Span).Add(count);
        parameters = after is { } key ? parameters.AddHex(key.Span) : parameters.AddNull();
        return _client.RequestAsync("state_getKeysPaged", At(parameters, at), RpcJsonContext.Default.ByteArrayArray, cancellationToken);
    }

    private static RpcParameters At(RpcParameters parameters, Hash256? at) => at is null ? parameters : parameters.Add(at);
}
