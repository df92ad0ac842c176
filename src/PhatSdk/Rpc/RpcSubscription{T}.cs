using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A subscription whose notifications are of one type. Dispose of it to end it.</summary>
/// <typeparam name="T">The notifications' type.</typeparam>
public sealed class RpcSubscription<T> : IAsyncDisposable
{
    private readonly RpcSubscription _subscription;
    private readonly Func<JsonElement, T> _read;

    internal RpcSubscription(RpcSubscription subscription, Func<JsonElement, T> read)
    {
        _subscription = subscription;
        _read = read;
    }

    /// <inheritdoc cref="RpcSubscription.Id"/>
    public string? Id => _subscription.Id;

    /// <summary>Reads the notifications in order, each once, waiting for those to come.</summary>
    /// <param name="cancellationToken">Ends the wait, not the subscription.</param>
    /// <returns>The notifications. Ends when the subscription is disposed of.</returns>
    /// <exception cref="RpcConnectionException">The wire broke; notifications may be missing.</exception>
    /// <exception cref="RpcFormatException">A notification is unreadable.</exception>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (JsonElement notification in _subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return _read(notification);
        }
    }

    /// <inheritdoc cref="RpcSubscription.DisposeAsync"/>
    public ValueTask DisposeAsync() => _subscription.DisposeAsync();
}
