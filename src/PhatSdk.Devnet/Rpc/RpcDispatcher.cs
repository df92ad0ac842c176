using System.Collections.Frozen;
using System.Text.Json;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc;

/// <summary>Finds the method that a request names and runs it. Knows nothing of wires; safe for several threads.</summary>
internal sealed class RpcDispatcher
{
    private const string ListMethod = "rpc_methods";

    private readonly FrozenDictionary<string, IRpcMethod> _methods;

    /// <summary>Creates the table.</summary>
    /// <param name="methods">The methods; <c>rpc_methods</c>, which lists them, is added.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public RpcDispatcher(IEnumerable<IRpcMethod> methods)
    {
        Dictionary<string, IRpcMethod> table = [];
        foreach (IRpcMethod method in methods.Append(new RpcMethod(ListMethod, WriteNames)))
        {
            foreach (string name in method.Names)
            {
                table.Add(name, method);
            }
        }

        _methods = table.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. table.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>All names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Runs a method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">The request's <c>params</c>.</param>
    /// <param name="session">The subscriptions of the connection that asks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result, and what follows where the method subscribes.</returns>
    /// <exception cref="RpcErrorException">The answer is an error.</exception>
    /// <exception cref="OperationCanceledException">The call was ended.</exception>
    public async ValueTask<RpcReply> InvokeAsync(string method, JsonElement parameters, RpcSession session, CancellationToken cancellationToken)
    {
        if (!_methods.TryGetValue(method, out IRpcMethod? found))
        {
            throw RpcErrorException.MethodNotFound(method);
        }

        try
        {
            return await found.InvokeAsync(new RpcArguments(parameters, cancellationToken), session).ConfigureAwait(false);
        }
        catch (TransactionPoolException refused)
        {
            throw new RpcErrorException(refused.Code, refused.Reason, refused.Detail, refused);
        }
        catch (Exception failure) when (failure is not (RpcErrorException or OperationCanceledException or ObjectDisposedException))
        {
            // A request must not end the connection that it came by; what happened is said to who asked.
            throw RpcErrorException.Internal(failure);
        }
    }

    private void WriteNames(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("methods");
        foreach (string name in Names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
