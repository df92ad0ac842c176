using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

internal sealed class RpcBatchTests
{
    [Test]
    public async Task EachItemHasItsOwnResultOrError()
    {
        RpcResponseException refused = new("b", 4003, "no such block");
        FakeRpcConnection connection = new FakeRpcConnection().Answer("a", "7").Fail("b", refused).Answer("c", "null").Answer("d", "\"seven\"");
        RpcBatch batch = new RpcClient(connection).CreateBatch();
        RpcBatchItem<uint> good = batch.Add("a", new RpcParameters().Add("x"), RpcJsonContext.Default.UInt32);
        RpcBatchItem<uint> bad = batch.Add("b", null, RpcJsonContext.Default.UInt32);
        RpcBatchItem<string?> none = batch.AddOptional("c", null, RpcJsonContext.Default.String);
        RpcBatchItem<uint> unreadable = batch.Add("d", null, RpcJsonContext.Default.UInt32);
        RpcBatchItem<uint> missing = batch.Add("c", null, RpcJsonContext.Default.UInt32);

        await batch.SendAsync();

        Assert.That(batch.Count, Is.EqualTo(5));
        Assert.That((good.Value, good.Error), Is.EqualTo((7u, (RpcException?)null)));
        Assert.That(bad.Error, Is.SameAs(refused));
        Assert.That(() => bad.Value, Throws.Exception.SameAs(refused));
        Assert.That(none.Value, Is.Null);
        Assert.That(() => unreadable.Value, Throws.TypeOf<RpcFormatException>());
        Assert.That(() => missing.Value, Throws.TypeOf<RpcFormatException>());
        Assert.That(connection.Calls.Select(call => call.Method), Is.EquivalentTo(new[] { "a", "b", "c", "d", "c" }));
    }

    [Test]
    public void BrokenWireFailsTheWholeBatchAndNoItemHasAResult()
    {
        RpcBatch batch = new RpcClient(new FakeRpcConnection().Answer("a", "7").Fail("b", new RpcConnectionException("gone"))).CreateBatch();
        RpcBatchItem<uint> item = batch.Add("a", null, RpcJsonContext.Default.UInt32);
        batch.Add("b", null, RpcJsonContext.Default.UInt32);

        Assert.ThrowsAsync<RpcConnectionException>(async () => await batch.SendAsync());
        Assert.That(() => item.Value, Throws.InvalidOperationException.With.Message.Contains("a: "));
    }

    [Test]
    public async Task BatchIsSentOnce()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("a", "7");
        RpcBatch batch = new RpcClient(connection).CreateBatch();
        RpcBatchItem<uint> item = batch.Add("a", null, RpcJsonContext.Default.UInt32);
        Assert.That(() => item.Value, Throws.InvalidOperationException);

        await batch.SendAsync();

        Assert.ThrowsAsync<InvalidOperationException>(async () => await batch.SendAsync());
        Assert.Throws<InvalidOperationException>(() => batch.Add("a", null, RpcJsonContext.Default.UInt32));
        Assert.That(connection.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task EmptyBatchAsksNothing()
    {
        FakeRpcConnection connection = new();

        await new RpcClient(connection).CreateBatch().SendAsync();

        Assert.That(connection.Calls, Is.Empty);
    }

    [Test]
    public void CancelledBatchIsCancelledAsAWhole()
    {
        RpcBatch batch = new RpcClient(new FakeRpcConnection().Answer("a", "7")).CreateBatch();
        batch.Add("a", null, RpcJsonContext.Default.UInt32);

        Assert.That(async () => await batch.SendAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }
}
