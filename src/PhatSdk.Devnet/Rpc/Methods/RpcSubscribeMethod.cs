namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>A method that subscribes, and answers with the subscription's id.</summary>
/// <param name="names">Its name, then others that clients know it by.</param>
/// <param name="subscribe">Opens the notifications; refuses bad arguments.</param>
internal sealed class RpcSubscribeMethod(IReadOnlyList<string> names, Func<RpcArguments, RpcFeed> subscribe) : IRpcMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names => names;

    /// <inheritdoc/>
    public ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session)
    {
        RpcFeed feed = subscribe(arguments);
        session.Open(feed);
        return ValueTask.FromResult(new RpcReply(RpcJson.Write(feed.Id, static (writer, id) => writer.WriteStringValue(id)), feed));
    }
}
