using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Rpc;

namespace PhatSdk.TestKit;

/// <summary>The node's end of a subscription. What is told before somebody subscribes is kept.</summary>
public sealed class FakeRpcSubscription
{
    private readonly Channel<JsonElement> _channel = Channel.CreateUnbounded<JsonElement>();

    /// <summary>The method by which it was ended; null before.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>The id by which the node knows it.</summary>
    public string Id { get; init; } = "1";

    /// <summary>Tells something.</summary>
    public FakeRpcSubscription Tell(string resultJson)
    {
        _channel.Writer.TryWrite(FakeRpcConnection.Parse(Encoding.UTF8.GetBytes(resultJson)));
        return this;
    }

    /// <summary>Breaks the wire; null ends the subscription without that.</summary>
    public void Break(RpcConnectionException? exception) => _channel.Writer.TryComplete(exception);

    internal RpcSubscription Open(string unsubscribeMethod) => new(_channel.Reader, () =>
    {
        EndedBy = unsubscribeMethod;
        _channel.Writer.TryComplete();
        return ValueTask.CompletedTask;
    })
    {
        Id = Id,
    };
}
