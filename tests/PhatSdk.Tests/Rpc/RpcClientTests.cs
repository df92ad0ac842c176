using System.Text.Json;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

internal sealed class RpcClientTests
{
    [Test]
    public async Task ResultIsReadAsItsType()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("system_accountNextIndex", "7");
        RpcClient client = new(connection);

        uint result = await client.RequestAsync("system_accountNextIndex", new RpcParameters().Add("5F"), RpcJsonContext.Default.UInt32);

        Assert.That(result, Is.EqualTo(7));
        Assert.That(connection.Calls.Single().Json, Is.EqualTo("[\"5F\"]"));
    }

    [TestCase("null")]
    [TestCase("\"seven\"")]
    [TestCase("-1")]
    [TestCase("{}")]
    public void ResultOfAnotherTypeNamesTheMethod(string answer)
    {
        RpcClient client = new(new FakeRpcConnection().Answer("m", answer));

        RpcFormatException? exception = Assert.ThrowsAsync<RpcFormatException>(
            async () => await client.RequestAsync("m", null, RpcJsonContext.Default.UInt32));

        Assert.That(exception!.Method, Is.EqualTo("m"));
        Assert.That(exception.IsTransient, Is.False);
    }

    [Test]
    public void NullWhereSomethingIsDueIsRefused() => Assert.ThrowsAsync<RpcFormatException>(
        async () => await new RpcClient(new FakeRpcConnection().Answer("m", "null")).RequestAsync("m", null, RpcJsonContext.Default.String));

    [Test]
    public async Task OptionalResultMayBeNull() => Assert.That(
        await new RpcClient(new FakeRpcConnection().Answer("m", "null")).RequestOptionalAsync("m", null, RpcJsonContext.Default.String), Is.Null);

    [Test]
    public void ErrorsPassThroughAsTheyAre()
    {
        RpcResponseException refused = new("m", 1010, "Invalid Transaction", JsonSerializer.SerializeToElement("Transaction is outdated"));
        RpcClient client = new(new FakeRpcConnection().Fail("m", refused));

        RpcResponseException? thrown = Assert.ThrowsAsync<RpcResponseException>(
            async () => await client.RequestAsync("m", null, RpcJsonContext.Default.String));

        Assert.That(thrown, Is.SameAs(refused));
        Assert.That(thrown!.Message, Does.Contain("m").And.Contain("1010").And.Contain("Transaction is outdated"));
        Assert.That(thrown.IsTransient, Is.False);
        Assert.That(new RpcConnectionException("gone").IsTransient, Is.True);
    }

    [Test]
    public async Task SubscriptionTellsInOrderAndEndsWhenDisposedOf()
    {
        FakeRpcConnection connection = new();
        FakeRpcSubscription node = connection.Subscription("subscribe").Tell("1").Tell("2");
        RpcClient client = new(connection);
        List<uint> seen = [];

        await using RpcSubscription<uint> subscription = await client.SubscribeAsync("subscribe", "unsubscribe", null, RpcJsonContext.Default.UInt32);
        await foreach (uint value in subscription.ReadAllAsync())
        {
            seen.Add(value);
            if (seen.Count == 2)
            {
                await subscription.DisposeAsync();
                await subscription.DisposeAsync();
            }
        }

        Assert.That(seen, Is.EqualTo(new uint[] { 1, 2 }));
        Assert.That(node.EndedBy, Is.EqualTo("unsubscribe"));
    }

    [Test]
    public async Task BrokenWireReachesTheReader()
    {
        FakeRpcConnection connection = new();
        FakeRpcSubscription node = connection.Subscription("subscribe").Tell("1");
        node.Break(new RpcConnectionException("cut"));
        await using RpcSubscription<uint> subscription = await new RpcClient(connection)
            .SubscribeAsync("subscribe", "unsubscribe", null, RpcJsonContext.Default.UInt32);
        List<uint> seen = [];

        Assert.ThrowsAsync<RpcConnectionException>(async () =>
        {
            await foreach (uint value in subscription.ReadAllAsync())
            {
                seen.Add(value);
            }
        });
        Assert.That(seen, Is.EqualTo(new uint[] { 1 }));
    }

    [Test]
    public async Task ReadersWaitCanBeCancelledAndTheSubscriptionStays()
    {
        FakeRpcConnection connection = new();
        FakeRpcSubscription node = connection.Subscription("subscribe");
        await using RpcSubscription<uint> subscription = await new RpcClient(connection)
            .SubscribeAsync("subscribe", "unsubscribe", null, RpcJsonContext.Default.UInt32);
        using CancellationTokenSource source = new();
        IAsyncEnumerator<uint> reader = subscription.ReadAllAsync(source.Token).GetAsyncEnumerator();
        ValueTask<bool> waiting = reader.MoveNextAsync();
        await source.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        await reader.DisposeAsync();
        Assert.That(node.EndedBy, Is.Null);
    }
}
