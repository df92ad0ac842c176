using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests.Rpc;

/// <summary>Counts how often each extrinsic is handed to a wire.</summary>
internal sealed class CountedSubmissions
{
    private readonly ConcurrentDictionary<string, int> _sent = new();
    private readonly ConcurrentDictionary<string, int> _methods = new();

    /// <summary>How often each was sent.</summary>
    public IReadOnlyDictionary<string, int> Sent => _sent;

    /// <summary>The methods by which they were sent.</summary>
    public IEnumerable<string> Methods => _methods.Keys;

    /// <summary>A wire that counts.</summary>
    public IRpcConnection Watch(IRpcConnection wire) => new Wire(wire, this);

    private void Count(string method, ReadOnlyMemory<byte> parametersJson)
    {
        if (method is "author_submitExtrinsic" or "author_submitAndWatchExtrinsic" or "transactionWatch_v1_submitAndWatch" or "transaction_v1_broadcast")
        {
            _methods.TryAdd(method, 0);
            _sent.AddOrUpdate(Encoding.UTF8.GetString(parametersJson.Span), 1, static (_, count) => count + 1);
        }
    }

    private sealed class Wire(IRpcConnection inner, CountedSubmissions counted) : IRpcConnection
    {
        public bool IsBroken => inner.IsBroken;

        public ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
        {
            counted.Count(method, parametersJson);
            return inner.SendAsync(method, parametersJson, cancellationToken);
        }

        public ValueTask<RpcSubscription> SubscribeAsync(
            string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
        {
            counted.Count(method, parametersJson);
            return inner.SubscribeAsync(method, unsubscribeMethod, parametersJson, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
