namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>A method of JSON-RPC. Called by several threads at once.</summary>
internal interface IRpcMethod
{
    /// <summary>The name, and others that clients know it by.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Runs the method.</summary>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="session">The subscriptions of the connection that calls.</param>
    /// <exception cref="RpcErrorException">The answer is an error.</exception>
    ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session);
}
