using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PhatSdk.Rpc;

/// <summary>Requests that go to the node in one message: one way there and back for all. One thread builds it; it is sent once.</summary>
/// <remarks>The node may run them in any order. An error of one is that one's alone: <see cref="RpcBatchItem{T}.Error"/>.</remarks>
public sealed class RpcBatch
{
    private readonly IRpcConnection _connection;
    private readonly List<RpcRequest> _requests = [];
    private readonly List<Action<RpcOutcome>> _takers = [];
    private bool _isSent;

    internal RpcBatch(IRpcConnection connection) => _connection = connection;

    /// <summary>How many requests there are.</summary>
    public int Count => _requests.Count;

    /// <summary>Adds a request.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters; null for none.</param>
    /// <param name="resultType">How the result is read: source-generated, so that nothing is reflected on.</param>
    /// <returns>Where the result is found when the batch was sent.</returns>
    /// <exception cref="InvalidOperationException">The batch was sent.</exception>
    public RpcBatchItem<T> Add<T>(string method, RpcParameters? parameters, JsonTypeInfo<T> resultType)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return AddCore(method, parameters, result => RpcClient.Read(method, result, resultType));
    }

    /// <summary>Adds a request whose result may be null.</summary>
    /// <inheritdoc cref="Add{T}"/>
    public RpcBatchItem<T?> AddOptional<T>(string method, RpcParameters? parameters, JsonTypeInfo<T> resultType)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return AddCore(method, parameters, result => result.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : RpcClient.Read(method, result, resultType));
    }

    /// <summary>Sends all, and waits for the answers. Sends once.</summary>
    /// <param name="cancellationToken">Ends the wait; the node may still act on the requests.</param>
    /// <returns>When each item has its result or its error.</returns>
    /// <exception cref="InvalidOperationException">The batch was sent before.</exception>
    /// <exception cref="RpcConnectionException">The wire broke; no item has a result then.</exception>
    public async ValueTask SendAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfSent();
        _isSent = true;
        if (_requests.Count == 0)
        {
            return;
        }

        IReadOnlyList<RpcOutcome> outcomes = await _connection.SendBatchAsync(_requests, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < _takers.Count; i++)
        {
            _takers[i](outcomes[i]);
        }
    }

    private RpcBatchItem<T> AddCore<T>(string method, RpcParameters? parameters, Func<JsonElement, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ThrowIfSent();
        RpcBatchItem<T> item = new(method, read);
        _requests.Add(new RpcRequest(method, (parameters ?? new RpcParameters()).ToJson()));
        _takers.Add(item.Take);
        return item;
    }

    private void ThrowIfSent()
    {
        if (_isSent)
        {
            throw new InvalidOperationException("the batch was sent: make another one");
        }
    }
}
