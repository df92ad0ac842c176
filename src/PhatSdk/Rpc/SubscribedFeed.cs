using System.Text.Json;
using System.Threading.Channels;

namespace PhatSdk.Rpc;

/// <summary>The notifications of one subscription, as they come off the wire.</summary>
internal sealed class SubscribedFeed
{
    private readonly int _mostWaiting;
    private readonly Channel<JsonElement> _waiting;

    /// <summary>Begins.</summary>
    /// <param name="id">The subscription's id, as the node has it.</param>
    /// <param name="method">The method that subscribed.</param>
    /// <param name="unsubscribeMethod">The method that ends it.</param>
    /// <param name="mostWaiting">The most notifications that wait for the reader.</param>
    public SubscribedFeed(JsonElement id, string method, string unsubscribeMethod, int mostWaiting)
    {
        Id = id;
        Method = method;
        UnsubscribeMethod = unsubscribeMethod;
        _mostWaiting = mostWaiting;
        _waiting = Channel.CreateBounded<JsonElement>(mostWaiting);
        RpcTelemetry.Subscribed(method);
    }

    public JsonElement Id { get; }

    public string Method { get; }

    public string UnsubscribeMethod { get; }

    public ChannelReader<JsonElement> Reader => _waiting.Reader;

    /// <summary>Adds a notification.</summary>
    /// <returns>False where the reader is too far behind; the feed is over then, and says so behind what waits.</returns>
    public bool Add(JsonElement notification)
    {
        if (_waiting.Writer.TryWrite(notification))
        {
            return true;
        }

        // Dropping one would go unseen.
        End(new RpcConnectionException($"{Method}: {_mostWaiting} notifications wait to be read: the subscription was ended"));
        return false;
    }

    public void End(RpcConnectionException? failure = null)
    {
        if (_waiting.Writer.TryComplete(failure))
        {
            RpcTelemetry.Unsubscribed(Method);
        }
    }
}
