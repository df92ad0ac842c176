using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Server;
using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests.Rpc;

public sealed class WebSocketConnectionTests
{
    [Test]
    public async Task AChainIsReadAndFollowedOverASocket()
    {
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(1));
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions() }, late.Token);
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(devnet.Server!.WebSocketEndpoint, cancellationToken: late.Token);
        await using (RpcSubscription heads = await connection.SubscribeAsync("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", new RpcParameters().ToJson(), late.Token))
        {
            await devnet.SealBlockAsync(late.Token);
            IAsyncEnumerator<JsonElement> next = heads.ReadAllAsync(late.Token).GetAsyncEnumerator(late.Token);
            List<string?> numbers = [];
            while (numbers.Count < 2 && await next.MoveNextAsync())
            {
                numbers.Add(next.Current.GetProperty("number").GetString());
            }

            Assert.That(numbers, Is.EqualTo(new[] { "0x0", "0x1" }));
        }

        ChainClient chain = await ChainClient.ConnectAsync(connection, cancellationToken: late.Token);
        Assert.That(chain.GenesisHash, Is.EqualTo(devnet.GenesisHash));
    }

    [Test]
    public async Task RequestsGoOverHttp()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions() });
        using HttpClient http = new();
        await using HttpConnection connection = new(http, devnet.Server!.HttpEndpoint);
        await using ChainClient chain = await ChainClient.ConnectAsync(connection);
        Assert.That(chain.GenesisHash, Is.EqualTo(devnet.GenesisHash));
    }

    [Test]
    public void NobodyAtTheEndpointIsABrokenWire() =>
        Assert.That(
            async () => await WebSocketConnection.ConnectAsync(new Uri("ws://127.0.0.1:1")),
            Throws.TypeOf<RpcConnectionException>().With.Message.Contains("127.0.0.1:1"));
}
