using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests.Chain;

/// <summary>A wire that breaks again and again, and is there again at once: some requests are lost on the way, some on the way back, and no subscription lasts.</summary>
internal sealed class CuttingConnection(IRpcConnection connection, int requestsBetween, int notificationsBetween) : IRpcConnection
{
    private int _requests;
    private int _cuts;

    /// <summary>How many times it broke.</summary>
    public int Cuts => _cuts;

    /// <summary>Whether it breaks.</summary>
    public bool IsOn { get; set; }

    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _requests);
        bool isCut = IsOn && number % requestsBetween == 0;
        if (isCut && number % 2 == 0)
        {
            throw Cut();
        }

        JsonElement result = await connection.SendAsync(method, parametersJson, cancellationToken);
        return isCut ? throw Cut() : result;
    }

    public async ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        RpcSubscription subscription = await connection.SubscribeAsync(method, unsubscribeMethod, parametersJson, cancellationToken);
        Channel<JsonElement> channel = Channel.CreateUnbounded<JsonElement>();
        Task pumping = PumpAsync(subscription, channel.Writer, method.StartsWith("archive_", StringComparison.Ordinal));
        return new RpcSubscription(channel.Reader, async () =>
        {
            await subscription.DisposeAsync();
            await pumping;
        })
        {
            Id = subscription.Id,
        };
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task PumpAsync(RpcSubscription subscription, ChannelWriter<JsonElement> writer, bool lasts)
    {
        int told = 0;
        await foreach (JsonElement notification in subscription.ReadAllAsync())
        {
            writer.TryWrite(notification);
            if (IsOn && !lasts && ++told == notificationsBetween)
            {
                // What was told since is lost, as on a wire.
                writer.TryComplete(Cut());
                return;
            }
        }

        writer.TryComplete();
    }

    private RpcConnectionException Cut()
    {
        Interlocked.Increment(ref _cuts);
        return new RpcConnectionException("cut");
    }
}
