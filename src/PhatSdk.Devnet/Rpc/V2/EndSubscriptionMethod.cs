using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>A method that ends a subscription of the same connection and answers null, also where there is none.</summary>
/// <param name="name">Its name.</param>
/// <param name="isStrict">Whether it is an error that there is none.</param>
internal sealed class EndSubscriptionMethod(string name, bool isStrict = false) : IRpcMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [name];

    /// <inheritdoc/>
    public ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session)
    {
        string id = arguments.Text(0, "subscription");
        return session.Close(id) || !isStrict
            ? ValueTask.FromResult(new RpcReply(RpcJson.Null))
            : throw RpcErrorException.InvalidParams($"subscription: there is none \"{id}\"");
    }
}
