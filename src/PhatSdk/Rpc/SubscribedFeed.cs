using System.Text.Json;
using System.Threading.Channels;

namespace PhatSdk.Rpc;

/// <summary>The notifications of one subscription, as they come off the wire.</summary>
/// <param name="method">The method that subscribed.</param>
/// <param name="unsubscribeMethod">The method that ends it.</param>
/// <param name="mostWaiting">The most notifications that wait for the reader.</param>
internal sealed class SubscribedFeed(string method, string unsubscribeMethod, int mostWaiting)
{
    private readonly Channel<JsonElement> _waiting = Channel.CreateBounded<JsonElement>(mostWaiting);

    public string UnsubscribeMethod => unsubscribeMethod;

    public ChannelReader<JsonElement> Reader => _waiting.Reader;

    /// <summary>Adds a notification.</summary>
    /// <returns>False where the reader is too far behind; the feed is over then, and says so.</returns>
    public bool Add(JsonElement notification)
    {
        if (_waiting.Writer.TryWrite(notification))
        {
            return true;
        }

        // Dropping one would go unseen.
        _waiting.Writer.TryComplete(new RpcConnectionException($"{method}: {mostWaiting} notifications wait to be read: the subscription was ended"));
        return false;
    }

    public void End(Exception? failure = null) => _waiting.Writer.TryComplete(failure);
}
