using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

[CancelAfter(60_000)]
internal sealed class ReconnectingConnectionTests
{
    private static readonly ReadOnlyMemory<byte> None = new RpcParameters().ToJson();
    private static readonly ReconnectionOptions Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task ReadIsSentAgainOverACut(CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [Wire().Fail("state_getStorage", new RpcConnectionException("cut")), Wire().Answer("state_getStorage", "\"0x01\"")];
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick);

        Assert.That((await connection.SendAsync("state_getStorage", None, cancellationToken)).GetString(), Is.EqualTo("0x01"));
        Assert.That(wires[0].IsDisposed);
    }

    [TestCase("author_submitExtrinsic")]
    [TestCase("author_submitAndWatchExtrinsic")]
    [TestCase("transaction_v1_broadcast")]
    [TestCase("transactionWatch_v1_submitAndWatch")]
    [TestCase("author_rotateKeys")]
    [TestCase("chainHead_v1_header")]
    [TestCase("some_methodOfTheNode")]
    public async Task WhatIsNotKnownToBeAReadIsSentOnce(string method, CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [Wire().Fail(method, new RpcConnectionException("cut")), Wire().Answer(method, "1")];
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick);

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync(method, None, cancellationToken));
        Assert.That(wires[1].Calls, Is.Empty);
        Assert.That((await connection.SendAsync(method, None, cancellationToken)).GetInt32(), Is.EqualTo(1), "the next request has a new connection");
    }

    [Test]
    public async Task WatchedSubmissionIsSentOnceWhereSubscriptionsToReadsAreMadeAgain(CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [Wire().Fail("author_submitAndWatchExtrinsic", new RpcConnectionException("cut")), Wire().Fail("chain_subscribeNewHeads", new RpcConnectionException("cut")), Wire()];
        wires[2].Subscription("chain_subscribeNewHeads").Tell("7");
        wires[1].Subscription("author_submitAndWatchExtrinsic");
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick);

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SubscribeAsync("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic", None, cancellationToken));
        await using RpcSubscription heads = await connection.SubscribeAsync("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", None, cancellationToken);

        Assert.That((await heads.ReadAllAsync(cancellationToken).FirstAsync(cancellationToken)).GetInt32(), Is.EqualTo(7));
        Assert.That(wires[1].Calls.Select(call => call.Method), Has.None.EqualTo("author_submitAndWatchExtrinsic"));
    }

    [Test]
    public async Task BatchIsSentAgainOnlyWhereAllOfItAreReads(CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [.. Enumerable.Range(0, 3).Select(_ => Wire().Fail("state_getStorage", new RpcConnectionException("cut")).Answer("author_submitExtrinsic", "1")), Wire().Answer("state_getStorage", "2")];
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick);

        Assert.ThrowsAsync<RpcConnectionException>(
            async () => await connection.SendBatchAsync([new RpcRequest("state_getStorage", None), new RpcRequest("author_submitExtrinsic", None)], cancellationToken));
        Assert.That(wires.Sum(wire => wire.Calls.Count(call => call.Method == "author_submitExtrinsic")), Is.EqualTo(1));
        IReadOnlyList<RpcOutcome> outcomes = await connection.SendBatchAsync([new RpcRequest("state_getStorage", None)], cancellationToken);
        Assert.That(outcomes.Single().Result.GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task ReadIsNotSentForEver(CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [.. Enumerable.Range(0, 9).Select(_ => Wire().Fail("state_getStorage", new RpcConnectionException("cut")))];
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick with { MaxReadAttempts = 3 });

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("state_getStorage", None, cancellationToken));
        Assert.That(wires.Count(wire => wire.Calls.Any(call => call.Method == "state_getStorage")), Is.EqualTo(3));
    }

    [Test]
    public async Task NodesErrorsAndTimeoutsReplaceNothing(CancellationToken cancellationToken)
    {
        FakeRpcConnection wire = Wire()
            .Fail("state_call", new RpcResponseException("state_call", 4003, "trapped"))
            .Fail("state_getStorage", new RpcConnectionException("late") { IsTimeout = true });
        await using ReconnectingConnection connection = new(Endpoint("node", wire), Quick);

        Assert.ThrowsAsync<RpcResponseException>(async () => await connection.SendAsync("state_call", None, cancellationToken));
        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("state_getStorage", None, cancellationToken));
        Assert.That(wire.IsDisposed, Is.False);
    }

    [Test]
    public async Task AttemptsWaitLongerEachTimeAndAreGivenUp(CancellationToken cancellationToken)
    {
        FakeTimeProvider time = new();
        List<TimeSpan> attempts = [];
        DateTimeOffset start = time.GetUtcNow();
        RpcEndpoint dead = new("dead", _ =>
        {
            attempts.Add(time.GetUtcNow() - start);
            throw new RpcConnectionException("nobody there");
        });
        await using ReconnectingConnection connection = new(
            dead, new ReconnectionOptions { TimeProvider = time, FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(4), GiveUpAfter = TimeSpan.FromSeconds(30) });
        Task<JsonElement> request = connection.SendAsync("state_getStorage", None, cancellationToken).AsTask();

        while (!request.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.That(async () => await request, Throws.TypeOf<RpcConnectionException>().With.Message.Contains("dead").And.Message.Contains("nobody there"));
        Assert.That(attempts, Has.Count.GreaterThan(4));
        Assert.That(attempts[0], Is.LessThan(TimeSpan.FromSeconds(0.5)));
        Assert.That(attempts[1] - attempts[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(0.5)));
        Assert.That(attempts[3] - attempts[2], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task ConcurrentRequestsShareOneNewConnection(CancellationToken cancellationToken)
    {
        int made = 0;
        TaskCompletionSource<IRpcConnection> connecting = new();
        await using ReconnectingConnection connection = new(
            new RpcEndpoint("node", _ =>
            {
                Interlocked.Increment(ref made);
                return connecting.Task;
            }), Quick);
        Task<JsonElement>[] requests = [.. Enumerable.Range(0, 64).Select(_ => connection.SendAsync("state_getStorage", None, cancellationToken).AsTask())];

        connecting.SetResult(Wire().Answer("state_getStorage", "1"));

        Assert.That((await Task.WhenAll(requests)).Select(answer => answer.GetInt32()), Is.All.EqualTo(1));
        Assert.That(made, Is.EqualTo(1));
    }

    [Test]
    public async Task CancellationEndsTheWaitForAConnectionAndNothingElse(CancellationToken cancellationToken)
    {
        TaskCompletionSource<IRpcConnection> connecting = new();
        await using ReconnectingConnection connection = new(new RpcEndpoint("node", _ => connecting.Task), Quick);
        using CancellationTokenSource cancelling = new();
        Task<JsonElement> cancelled = connection.SendAsync("state_getStorage", None, cancelling.Token).AsTask();
        Task<JsonElement> other = connection.SendAsync("state_getStorage", None, cancellationToken).AsTask();

        await cancelling.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        connecting.SetResult(Wire().Answer("state_getStorage", "1"));

        Assert.That((await other).GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task AnotherChainIsRefused(CancellationToken cancellationToken)
    {
        FakeRpcConnection[] wires = [Wire().Fail("state_getStorage", new RpcConnectionException("cut")), Wire("0x02"), Wire().Answer("state_getStorage", "1")];
        await using ReconnectingConnection connection = new(Endpoint("node", wires), Quick);

        Assert.That(
            async () => await connection.SendAsync("state_getStorage", None, cancellationToken),
            Throws.TypeOf<RpcFormatException>().With.Message.Contains("another chain").And.Message.Contains("0x02"));
        Assert.That(wires[1].IsDisposed);
        Assert.That((await connection.SendAsync("state_getStorage", None, cancellationToken)).GetInt32(), Is.EqualTo(1), "the node is back with the right chain");
    }

    [Test]
    public async Task GenesisIsAskedForByTheNewMethodWhereTheOldOneIsNot(CancellationToken cancellationToken)
    {
        FakeRpcConnection wire = new FakeRpcConnection().Answer("chainSpec_v1_genesisHash", "\"0x01\"").Answer("state_getStorage", "1");
        await using ReconnectingConnection connection = new(Endpoint("node", wire), Quick);

        Assert.That((await connection.SendAsync("state_getStorage", None, cancellationToken)).GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task DisposalEndsTheWaitForAConnection(CancellationToken cancellationToken)
    {
        ReconnectingConnection connection = new(
            new RpcEndpoint("node", async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            }), Quick);
        Task<JsonElement> request = connection.SendAsync("state_getStorage", None, cancellationToken).AsTask();

        await connection.DisposeAsync();
        await connection.DisposeAsync();

        Assert.ThrowsAsync<ObjectDisposedException>(async () => await request);
        Assert.ThrowsAsync<ObjectDisposedException>(async () => await connection.SendAsync("state_getStorage", None, cancellationToken));
    }

    [Test]
    public void DefaultsAreValid()
    {
        Assert.DoesNotThrow(() => _ = new ReconnectingConnection(Endpoint("node", Wire())));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ReconnectingConnection(Endpoint("node", Wire()), new ReconnectionOptions { MaxDelay = TimeSpan.FromMilliseconds(1) }));
        Assert.Throws<ArgumentException>(() => RpcEndpoint.WebSocket(new Uri("http://a")));
    }

    internal static FakeRpcConnection Wire(string genesis = "0x01") => new FakeRpcConnection().Answer("chain_getBlockHash", $"\"{genesis}\"").Answer("system_health", "{\"isSyncing\":false}");

    internal static RpcEndpoint Endpoint(string name, params FakeRpcConnection[] wires)
    {
        Queue<FakeRpcConnection> next = new(wires);
        return new RpcEndpoint(name, _ => next.TryDequeue(out FakeRpcConnection? wire)
            ? Task.FromResult<IRpcConnection>(wire)
            : Task.FromException<IRpcConnection>(new RpcConnectionException($"{name} is down")));
    }
}
