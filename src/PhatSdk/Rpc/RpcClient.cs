using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PhatSdk.Rpc;

/// <summary>Typed requests over a wire to a node. A group of methods has a class of its own: <see cref="ChainRpc"/>, <see cref="StateRpc"/>.</summary>
public sealed class RpcClient
{
    /// <summary>Creates a client. The wire stays its owner's.</summary>
    /// <param name="connection">The wire.</param>
    public RpcClient(IRpcConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connection = connection;
    }

    /// <summary>The wire.</summary>
    public IRpcConnection Connection { get; }

    /// <summary>Sends a request.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters; null for none.</param>
    /// <param name="resultType">How the result is read: source-generated, so that nothing is reflected on.</param>
    /// <param name="cancellationToken">Ends the wait; the node may still act on the request.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RpcException">The wire broke, the node answered with an error, or with something else than a <typeparamref name="T"/>.</exception>
    public async ValueTask<T> RequestAsync<T>(
        string method, RpcParameters? parameters, JsonTypeInfo<T> resultType, CancellationToken cancellationToken = default)
        where T : notnull
    {
        JsonElement result = await SendAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        return Read(method, result, resultType);
    }

    /// <summary>Sends a request whose result may be null.</summary>
    /// <inheritdoc cref="RequestAsync{T}"/>
    /// <returns>The result; the default where it is null.</returns>
    public async ValueTask<T?> RequestOptionalAsync<T>(
        string method, RpcParameters? parameters, JsonTypeInfo<T> resultType, CancellationToken cancellationToken = default)
        where T : class
    {
        JsonElement result = await SendAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        return result.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : Read(method, result, resultType);
    }

    /// <summary>Subscribes to something whose notifications are of one type.</summary>
    /// <typeparam name="T">The notifications' type.</typeparam>
    /// <param name="method">The method that subscribes.</param>
    /// <param name="unsubscribeMethod">The method that ends it.</param>
    /// <param name="parameters">The parameters; null for none.</param>
    /// <param name="notificationType">How a notification is read: source-generated, so that nothing is reflected on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription; dispose of it.</returns>
    /// <exception cref="RpcException">The wire broke, or the node answered with an error.</exception>
    public async ValueTask<RpcSubscription<T>> SubscribeAsync<T>(
        string method, string unsubscribeMethod, RpcParameters? parameters, JsonTypeInfo<T> notificationType, CancellationToken cancellationToken = default)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(notificationType);
        RpcSubscription subscription = await Connection
            .SubscribeAsync(method, unsubscribeMethod, Json(parameters), cancellationToken).ConfigureAwait(false);
        return new RpcSubscription<T>(subscription, notification => Read(method, notification, notificationType));
    }

    /// <summary>Begins a batch: requests that go to the node in one message.</summary>
    /// <returns>An empty batch.</returns>
    public RpcBatch CreateBatch() => new(Connection);

    private ValueTask<JsonElement> SendAsync(string method, RpcParameters? parameters, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        return Connection.SendAsync(method, Json(parameters), cancellationToken);
    }

    private static ReadOnlyMemory<byte> Json(RpcParameters? parameters) => (parameters ?? new RpcParameters()).ToJson();

    internal static T Read<T>(string method, JsonElement element, JsonTypeInfo<T> type)
        where T : notnull
    {
        try
        {
            return element.Deserialize(type) ?? ThrowNull<T>(method);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new RpcFormatException(method, exception.Message, exception);
        }
    }

    [DoesNotReturn]
    private static T ThrowNull<T>(string method) => throw new RpcFormatException(method, "null");
}
