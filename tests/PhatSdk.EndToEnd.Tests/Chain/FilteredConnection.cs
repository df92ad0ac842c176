using System.Text.Json;
using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests.Chain;

/// <summary>A wire to a node that has not all of its methods.</summary>
internal sealed class FilteredConnection(IRpcConnection connection, Func<string, bool> has) : IRpcConnection
{
    private const int MethodNotFound = -32601;

    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ThrowIfHidden(method);
        JsonElement result = await connection.SendAsync(method, parametersJson, cancellationToken);
        if (method != "rpc_methods")
        {
            return result;
        }

        IEnumerable<string> names = result.GetProperty("methods").EnumerateArray().Select(name => name.GetString()!).Where(has);
        using JsonDocument filtered = JsonDocument.Parse($"{{\"methods\":[{string.Join(',', names.Select(name => $"\"{name}\""))}]}}");
        return filtered.RootElement.Clone();
    }

    public ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ThrowIfHidden(method);
        return connection.SubscribeAsync(method, unsubscribeMethod, parametersJson, cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void ThrowIfHidden(string method)
    {
        if (!has(method))
        {
            throw new RpcResponseException(method, MethodNotFound, "Method not found");
        }
    }
}
