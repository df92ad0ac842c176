using System.Text.Json;
using System.Threading.Channels;

namespace PhatSdk.Rpc;

/// <summary>A subscription that a node has agreed to. Dispose of it to end it.</summary>
public sealed class RpcSubscription : IAsyncDisposable
{
    private readonly ChannelReader<JsonElement> _notifications;
    private Func<ValueTask>? _unsubscribe;

    /// <summary>Creates a subscription; for those who write an <see cref="IRpcConnection"/>.</summary>
    /// <param name="notifications">
    /// The <c>result</c> of each notification, in order; elements stay valid, as their documents are never disposed of. Completed without an
    /// exception when the subscription was ended, with an <see cref="RpcConnectionException"/> when the wire broke.
    /// </param>
    /// <param name="unsubscribe">Tells the node, and completes <paramref name="notifications"/>. Called once at most.</param>
    public RpcSubscription(ChannelReader<JsonElement> notifications, Func<ValueTask> unsubscribe)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        ArgumentNullException.ThrowIfNull(unsubscribe);
        _notifications = notifications;
        _unsubscribe = unsubscribe;
    }

    /// <summary>The id that the node gave it, as text: <c>chainHead_v1_*</c> name it in further requests. Null where the wire does not tell it.</summary>
    public string? Id { get; init; }

    /// <summary>Reads the notifications in order, each once, waiting for those to come.</summary>
    /// <param name="cancellationToken">Ends the wait, not the subscription.</param>
    /// <returns>The <c>result</c> of each notification. Ends when the subscription is disposed of.</returns>
    /// <exception cref="RpcConnectionException">The wire broke; notifications may be missing.</exception>
    public IAsyncEnumerable<JsonElement> ReadAllAsync(CancellationToken cancellationToken = default) => _notifications.ReadAllAsync(cancellationToken);

    /// <summary>Ends the subscription. Over a broken wire there is nothing to end.</summary>
    /// <returns>When the node knows.</returns>
    public async ValueTask DisposeAsync()
    {
        Func<ValueTask>? unsubscribe = Interlocked.Exchange(ref _unsubscribe, null);
        if (unsubscribe is null)
        {
            return;
        }

        try
        {
            await unsubscribe().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcConnectionException or RpcResponseException or ObjectDisposedException)
        {
            // The subscription went with the wire, or the node had ended it before.
        }
    }
}
