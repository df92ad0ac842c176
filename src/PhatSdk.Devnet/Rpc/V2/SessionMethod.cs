using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>A method that has to do with the subscriptions of the connection that calls.</summary>
/// <param name="name">Its name.</param>
/// <param name="invoke">Runs it.</param>
internal sealed class SessionMethod(string name, Func<RpcArguments, RpcSession, RpcReply> invoke) : IRpcMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [name];

    /// <inheritdoc/>
    public ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session) => ValueTask.FromResult(invoke(arguments, session));
}
