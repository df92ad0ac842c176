using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Server;

namespace PhatSdk.Devnet.Tests.Server;

/// <summary>Clients that do harm, or go without a word: others are served, and nothing of them is left.</summary>
public sealed class BadWeatherTests
{
    private const string Upgrade =
        "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    [Test]
    public async Task GarbageIsAnsweredAndTheConnectionGoesOn()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        await using RpcSocket client = await chain.ConnectAsync();
        foreach (string garbage in (string[])["", "{", "[", "nonsense", "{}", "[{}]", "null", "\"x\"", new string('[', 10_000)])
        {
            await client.SendAsync(garbage);
            JsonElement answer = await client.ReceiveAsync();
            JsonElement error = answer.ValueKind == JsonValueKind.Array ? answer[0] : answer;
            Assert.That(error.GetProperty("error").GetProperty("code").GetInt32(), Is.AnyOf(-32700, -32600), garbage);
        }

        await client.SendAsync(new byte[] { 0xff, 0xfe, 0, 0x80 }, WebSocketMessageType.Binary);
        Assert.That((await client.ReceiveAsync()).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32700));
        Assert.That((await client.CallAsync("system_chain")).TryGetProperty("result", out _), Is.True);
    }

    [Test]
    public async Task WhatIsNoHttpIsCutOff()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        byte[] noise = new byte[100_000];
        new Random(7).NextBytes(noise);
        using TcpClient client = await chain.ConnectRawAsync();
        try
        {
            await client.GetStream().WriteAsync(noise);
        }
        catch (IOException)
        {
            // Cut off already.
        }

        await chain.AssertServesOthersAsync();
        chain.AssertNothingIsLeft();
    }

    [Test]
    public async Task ClientsThatSayNothingOrHalfOfItDisturbNobody()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        List<TcpClient> clients = [];
        try
        {
            string[] beginnings = ["", "G", "GET / HTTP/1.1\r\nHost: local", Upgrade[..^2], "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"];
            for (int i = 0; i < 50; i++)
            {
                clients.Add(await chain.ConnectRawAsync(Encoding.ASCII.GetBytes(beginnings[i % beginnings.Length])));
            }

            await chain.AssertServesOthersAsync();
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }

        chain.AssertNothingIsLeft();
    }

    [Test]
    public async Task TheServerEndsWithClientsThatAreNotThroughYet()
    {
        ServedChain chain = await ServedChain.StartAsync(time: new FakeTimeProvider());
        using TcpClient half = await chain.ConnectRawAsync(Encoding.ASCII.GetBytes(Upgrade[..^2]));
        using TcpClient upgraded = await chain.ConnectRawAsync(Encoding.ASCII.GetBytes(Upgrade));
        Assert.That(SpinWait.SpinUntil(() => chain.Server.OpenConnections == 1, ServedChain.Patience), Is.True);
        await chain.DisposeAsync().AsTask().WaitAsync(ServedChain.Patience);
        chain.AssertNothingIsLeft();
    }

    [Test]
    public async Task AFrameOfAHundredMegabytesIsCutOff()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        await using RpcSocket client = await chain.ConnectAsync();
        byte[] piece = new byte[1 << 20];
        int sent = 0;
        Assert.That(
            async () =>
            {
                for (; sent < 100; sent++)
                {
                    await client.SendAsync(piece, endOfMessage: false);
                }

                await client.ReceiveAsync();
                await client.ReceiveAsync();
            },
            Throws.InstanceOf<Exception>());
        chain.AssertNothingIsLeft();
        await chain.AssertServesOthersAsync();
    }

    [Test]
    public async Task AFrameThatClaimsToBeEndlessIsNotWaitedForInMemory()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        using TcpClient client = await chain.ConnectRawAsync(Encoding.ASCII.GetBytes(Upgrade));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        // A masked text frame of 2^63 - 1 bytes, of which four come.
        await client.GetStream().WriteAsync(new byte[] { 0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5, 6, 7, 8 });
        await chain.AssertServesOthersAsync();
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(100 << 20));
        client.Dispose();
        chain.AssertNothingIsLeft();
    }

    [Test]
    public async Task OfTenThousandSubscriptionsThoseThatANodeAllowsAreMade()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        RpcSocket client = await chain.ConnectAsync();
        int made = 0;
        int refused = 0;
        for (int batch = 0; batch < 10; batch++)
        {
            // What is told to subscribers comes between the answers.
            string requests = string.Join(',', Enumerable.Range(0, 1000).Select(id => RpcSocket.Request("chain_subscribeNewHeads", id: id)));
            await client.SendAsync($"[{requests}]");
            JsonElement answer;
            do
            {
                answer = await client.ReceiveAsync();
            }
            while (answer.ValueKind != JsonValueKind.Array);
            made += answer.EnumerateArray().Count(static one => one.TryGetProperty("result", out _));
            refused += answer.EnumerateArray().Count(static one => one.TryGetProperty("error", out JsonElement error) && error.GetProperty("code").GetInt32() == -32006);
        }

        Assert.That((made, refused), Is.EqualTo((RpcSession.MostSubscriptions, 10_000 - RpcSession.MostSubscriptions)));
        Assert.That(chain.Rpc.Chain.BestBlocks.Followers, Is.EqualTo(made));
        await chain.AssertServesOthersAsync();
        await client.DisposeAsync();
        chain.AssertNothingIsLeft();
    }

    [Test]
    public async Task ClientsThatVanishLeaveNothing()
    {
        await using ServedChain chain = await ServedChain.StartAsync();
        for (int round = 0; round < 3; round++)
        {
            List<RpcSocket> clients = [];
            for (int i = 0; i < 20; i++)
            {
                RpcSocket client = await chain.ConnectAsync();
                clients.Add(client);
                Assert.That((await client.CallAsync("chain_subscribeNewHeads")).TryGetProperty("result", out _), Is.True);
                await client.SendAsync(RpcSocket.Request("state_subscribeStorage", "[[\"0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac\"]]"));
                await client.SendAsync(RpcSocket.Request("state_getMetadata"));
            }

            Assert.That(chain.Rpc.Chain.BestBlocks.Followers, Is.GreaterThanOrEqualTo(20));
            foreach (RpcSocket client in clients)
            {
                await client.DisposeAsync();
            }

            await chain.Rpc.Chain.SealAsync(default);
            chain.AssertNothingIsLeft();
        }

        await chain.AssertServesOthersAsync();
    }

    [Test]
    public async Task AClientThatDoesNotReadIsCutOff()
    {
        FakeTimeProvider time = new();
        await using ServedChain chain = await ServedChain.StartAsync(time: time);
        await using RpcSocket idle = await chain.ConnectAsync();
        await using RpcSocket deaf = await AskWithoutReadingAsync(chain);
        Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    time.Advance(new DevnetServerOptions().SendTimeout);
                    return chain.Server.OpenConnections == 1;
                },
                ServedChain.Patience),
            Is.True);
        Assert.That((await idle.CallAsync("system_chain")).TryGetProperty("result", out _), Is.True);
    }

    [Test]
    public async Task TheServerEndsWithoutWaitingForAClientThatDoesNotRead()
    {
        ServedChain chain = await ServedChain.StartAsync(time: new FakeTimeProvider());
        await using RpcSocket deaf = await AskWithoutReadingAsync(chain);
        await chain.DisposeAsync().AsTask().WaitAsync(ServedChain.Patience);
        Assert.That(chain.Server.OpenConnections, Is.Zero);
    }

    [Test]
    public async Task OneConnectionTooManyIsRefused()
    {
        await using ServedChain chain = await ServedChain.StartAsync(new DevnetServerOptions { MaxConnections = 2 });
        await using RpcSocket first = await chain.ConnectAsync();
        RpcSocket second = await chain.ConnectAsync();
        Assert.That(chain.ConnectAsync, Throws.TypeOf<WebSocketException>());
        await second.DisposeAsync();
        Assert.That(SpinWait.SpinUntil(() => chain.Server.OpenConnections == 1, ServedChain.Patience), Is.True);
        await using RpcSocket third = await chain.ConnectAsync();
        Assert.That((await third.CallAsync("system_chain")).TryGetProperty("result", out _), Is.True);
    }

    [Test]
    public async Task NoMoreRequestsRunThanMayBePending()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int running = 0;
        RpcMethod waiting = new("wait", async arguments =>
        {
            Interlocked.Increment(ref running);
            await release.Task.WaitAsync(arguments.CancellationToken);
            return RpcJson.Null;
        });
        await using ServedChain chain = await ServedChain.StartAsync(new DevnetServerOptions { MaxPendingRequests = 3 }, dispatcher: new RpcDispatcher([waiting]));
        await using RpcSocket client = await chain.ConnectAsync();
        for (int id = 0; id < 10; id++)
        {
            await client.SendAsync(RpcSocket.Request("wait", id: id));
        }

        Assert.That(SpinWait.SpinUntil(() => Volatile.Read(ref running) == 3, ServedChain.Patience), Is.True);
        await using RpcSocket other = await chain.ConnectAsync();
        Assert.That((await other.CallAsync("rpc_methods")).TryGetProperty("result", out _), Is.True);
        Assert.That(Volatile.Read(ref running), Is.EqualTo(3));
        release.SetResult();
        HashSet<int> answered = [];
        while (answered.Count < 10)
        {
            answered.Add((await client.ReceiveAsync()).GetProperty("id").GetInt32());
        }

        Assert.That(running, Is.EqualTo(10));
    }

    [Test]
    public async Task AClientThatVanishesStopsWhatItAskedFor()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RpcMethod waiting = new("wait", async arguments =>
        {
            await using CancellationTokenRegistration stop = arguments.CancellationToken.Register(stopped.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, arguments.CancellationToken);
            return RpcJson.Null;
        });
        await using ServedChain chain = await ServedChain.StartAsync(dispatcher: new RpcDispatcher([waiting]));
        RpcSocket client = await chain.ConnectAsync();
        await client.SendAsync(RpcSocket.Request("wait"));
        await begun.Task.WaitAsync(ServedChain.Patience);
        await client.DisposeAsync();
        await stopped.Task.WaitAsync(ServedChain.Patience);
        chain.AssertNothingIsLeft();
    }

    // More than the network between holds.
    private static async Task<RpcSocket> AskWithoutReadingAsync(ServedChain chain)
    {
        RpcSocket client = await chain.ConnectAsync();
        await client.SendAsync(RpcSocket.Request("chain_subscribeNewHeads"));
        for (int id = 0; id < 60; id++)
        {
            await client.SendAsync(RpcSocket.Request("state_getStorage", "[\"0x3a636f6465\"]", id));
        }

        return client;
    }
}
