using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

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

    /// <summary>Many values at once, of one block: <c>state_queryStorageAt</c>.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The block and the values. A node may give a key that was asked for twice once.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<StorageChangeSet> QueryStorageAtAsync(
        IEnumerable<ReadOnlyMemory<byte>> keys, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        const string Method = "state_queryStorageAt";
        StorageChangeSet[] sets = await _client
            .RequestAsync(Method, At(new RpcParameters().AddHexArray(keys), at), RpcJsonContext.Default.StorageChangeSetArray, cancellationToken)
            .ConfigureAwait(false);
        return sets.Length == 1 ? sets[0] : throw new RpcFormatException(Method, $"{sets.Length} blocks instead of one");
    }

    /// <summary>Follows values: <c>state_subscribeStorage</c>. All come at once, then those that a block of the best chain changes.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The changes; dispose of the subscription.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<RpcSubscription<StorageChangeSet>> SubscribeStorageAsync(
        IEnumerable<ReadOnlyMemory<byte>> keys, CancellationToken cancellationToken = default) =>
        _client.SubscribeAsync(
            "state_subscribeStorage",
            "state_unsubscribeStorage",
            new RpcParameters().AddHexArray(keys),
            RpcJsonContext.Default.StorageChangeSet,
            cancellationToken);

    /// <summary>The version of the runtime in a block's state: <c>state_getRuntimeVersion</c>. Cheaper for a node than a call of the runtime.</summary>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version's <c>specVersion</c>.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<uint> GetSpecVersionAsync(Hash256? at = null, CancellationToken cancellationToken = default)
    {
        SpecVersionResult version = await _client
            .RequestAsync("state_getRuntimeVersion", At(new RpcParameters(), at), RpcJsonContext.Default.SpecVersionResult, cancellationToken)
            .ConfigureAwait(false);
        return version.SpecVersion;
    }

    private static RpcParameters At(RpcParameters parameters, Hash256? at) => at is null ? parameters : parameters.Add(at);
}
