namespace PhatSdk.Rpc;

/// <summary>The node itself: the methods <c>system_*</c>.</summary>
public sealed class SystemRpc
{
    private readonly RpcClient _client;

    /// <summary>Creates the group.</summary>
    /// <param name="client">Sends the requests.</param>
    public SystemRpc(RpcClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The chain's name: <c>system_chain</c>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The name.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<string> GetChainAsync(CancellationToken cancellationToken = default) => TextAsync("system_chain", cancellationToken);

    /// <summary>The node's name: <c>system_name</c>.</summary>
    /// <inheritdoc cref="GetChainAsync"/>
    public ValueTask<string> GetNameAsync(CancellationToken cancellationToken = default) => TextAsync("system_name", cancellationToken);

    /// <summary>The node's version: <c>system_version</c>.</summary>
    /// <inheritdoc cref="GetChainAsync"/>
    /// <returns>The version.</returns>
    public ValueTask<string> GetVersionAsync(CancellationToken cancellationToken = default) => TextAsync("system_version", cancellationToken);

    /// <summary>The nonce of an account's next extrinsic, those in the node's pool counted: <c>system_accountNextIndex</c>.</summary>
    /// <param name="address">The account's SS58 address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The nonce.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<uint> GetAccountNextIndexAsync(string address, CancellationToken cancellationToken = default) =>
        _client.RequestAsync("system_accountNextIndex", new RpcParameters().Add(address), RpcJsonContext.Default.UInt32, cancellationToken);

    private ValueTask<string> TextAsync(string method, CancellationToken cancellationToken) =>
        _client.RequestAsync(method, null, RpcJsonContext.Default.String, cancellationToken);
}
