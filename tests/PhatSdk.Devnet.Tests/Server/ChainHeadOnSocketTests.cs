using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Server;

namespace PhatSdk.Devnet.Tests.Server;

/// <summary>JSON-RPC v2 as a client on a socket sees it.</summary>
public sealed class ChainHeadOnSocketTests
{
    [Test]
    public async Task NoClientHearsOfAnOperationBeforeItKnowsItsId()
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(
            new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions() }, late.Token);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(devnet.Server!.WebSocketEndpoint, late.Token);
        await SendAsync("""{"jsonrpc":"2.0","id":1,"method":"chainHead_v1_follow","params":[true]}""");
        string subscription = (await ReceiveAsync()).GetProperty("result").GetString()!;
        Assert.That(EventOf(await ReceiveAsync()), Is.EqualTo("initialized"));
        Assert.That(EventOf(await ReceiveAsync()), Is.EqualTo("bestBlockChanged"));
        for (int i = 0; i < 20; i++)
        {
            await SendAsync($$"""{"jsonrpc":"2.0","id":2,"method":"chainHead_v1_body","params":["{{subscription}}","{{devnet.GenesisHash}}"]}""");
            string operation = (await ReceiveAsync()).GetProperty("result").GetProperty("operationId").GetString()!;
            JsonElement done = await ReceiveAsync();
            Assert.That(EventOf(done), Is.EqualTo("operationBodyDone"));
            Assert.That(done.GetProperty("params").GetProperty("result").GetProperty("operationId").GetString(), Is.EqualTo(operation));
        }

        Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, late.Token);

        async Task<JsonElement> ReceiveAsync()
        {
            byte[] buffer = new byte[1 << 16];
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), late.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            return JsonElement.Parse(buffer.AsSpan(0, length));
        }
    }

    private static string? EventOf(JsonElement message) => message.GetProperty("params").GetProperty("result").GetProperty("event").GetString();
}
