using System.Text.Json;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>A method that ends a subscription of the same connection, and answers whether there was one.</summary>
/// <param name="names">Its name, then others that clients know it by.</param>
internal sealed class RpcUnsubscribeMethod(params IReadOnlyList<string> names) : IRpcMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names => names;

    /// <inheritdoc/>
    public ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session)
    {
        JsonElement id = arguments.Required(0, "subscription");
        bool closed = session.Close(id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText());
        return ValueTask.FromResult(new RpcReply(RpcJson.Write(closed, static (writer, value) => writer.WriteBooleanValue(value))));
    }
}
