using PhatSdk.Chain.Backends;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain.Backends;

/// <summary>The newer methods, from nodes that do all that the specification allows, and some that do not.</summary>
internal sealed class V2BackendTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ReadOnlyMemory<byte>[] TwoKeys = [new byte[] { 1 }, new byte[] { 2 }];

    private FakeChainHead _node = null!;
    private V2Backend _backend = null!;

    [SetUp]
    public void Connect()
    {
        _node = new FakeChainHead();
        _backend = new V2Backend(new RpcClient(_node.Connection), new InstantTimeProvider(), hasArchive: false);
    }

    [TearDown]
    public async Task Disconnect() => await _backend.DisposeAsync();

    [Test]
    public async Task HeadersAreReadWithEachKindOfDigest()
    {
        BlockHeader header = (await _backend.GetHeaderAsync(null, default))!;

        Assert.That((header.Number, header.ParentHash, header.DigestLogs.Count), Is.EqualTo((10u, FakeChainHead.HashOf(9), 5)));
        Assert.That(HeaderCodec.HashOf(header), Is.EqualTo(FakeChainHead.HashOf(10)));
        Assert.That(await _backend.GetBlockHashAsync(9, default), Is.EqualTo(FakeChainHead.HashOf(9)));
        Assert.That(await _backend.GetBlockHashAsync(0, default), Is.EqualTo(FakeChainHead.HashOf(0)));
        Assert.That(await _backend.GetBlockHashAsync(8, default), Is.Null);
        Assert.That(await _backend.GetBlockHashAsync(11, default), Is.Null);
    }

    [Test]
    public async Task OperationMayTellOfItselfBeforeItsAnswer()
    {
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(id => [$"{{\"event\":\"operationCallDone\",\"operationId\":\"{id}\",\"output\":\"0x0102\"}}"]));

        Assert.That(await _backend.CallAsync("Core_version", default, null, default), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task ValuesComeInPartsAndKeysThatWereDiscardedAreAskedForAgain()
    {
        _node.Connection.Answer("chainHead_v1_storage", parameters => parameters[2].GetArrayLength() == 2
            ? _node.Start(id => [Items(id, "0x01", "0x0a"), $"{{\"event\":\"operationWaitingForContinue\",\"operationId\":\"{id}\"}}", Done(id)], discarded: 1)
            : _node.Start(id => [Items(id, "0x02", "0x0b"), Done(id)]));

        StorageSnapshot read = await _backend.GetStorageAsync(TwoKeys, null, default);

        Assert.That((read.Block, read.Values[0], read.Values[1]), Is.EqualTo((FakeChainHead.HashOf(10), new byte[] { 10 }, new byte[] { 11 })));
        Assert.That(_node.Connection.Calls.Single(call => call.Method == "chainHead_v1_continue").Json, Is.EqualTo("[\"follow 0\",\"operation 1\"]"));
    }

    [Test]
    public void NodeThatTakesNoKeyIsRefused()
    {
        _node.Connection.Answer("chainHead_v1_storage", _ => _node.Start(id => [Done(id)], discarded: 2));

        Assert.ThrowsAsync<RpcFormatException>(async () => await _backend.GetStorageAsync(TwoKeys, null, default));
    }

    [Test]
    public async Task LimitIsWaitedFor()
    {
        int asked = 0;
        _node.Connection.Answer("chainHead_v1_storage", _ => ++asked < 4
            ? "{\"result\":\"limitReached\"}"
            : _node.Start(id => [Items(id, "0x01", "0x0a"), Done(id)]));

        Assert.That(await _backend.GetStorageAsync(TwoKeys[0], null, default), Is.EqualTo(new byte[] { 10 }));
    }

    [TestCase("{\"event\":\"operationError\",\"operationId\":\"ID\",\"error\":\"it trapped\"}", "it trapped")]
    [TestCase("{\"event\":\"operationInaccessible\",\"operationId\":\"ID\"}", "is not to be had")]
    public void NodesNoIsTold(string told, string message)
    {
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(id => [told.Replace("ID", id, StringComparison.Ordinal)]));

        Assert.That(
            Assert.ThrowsAsync<RpcResponseException>(async () => await _backend.CallAsync("Core_version", default, null, default))!.Message, Does.Contain(message));
    }

    [Test]
    public async Task WhatANodeStopsIsReadAgain()
    {
        int asked = 0;
        _node.Connection.Answer("chainHead_v1_call", _ => ++asked == 1
            ? _node.Start(_ => ["{\"event\":\"stop\"}"])
            : _node.Start(id => [$"{{\"event\":\"operationCallDone\",\"operationId\":\"{id}\",\"output\":\"0x07\"}}"]));

        Assert.That(await _backend.CallAsync("Core_version", default, null, default).AsTask().WaitAsync(Patience), Is.EqualTo(new byte[] { 7 }));
        Assert.That(_node.Follows, Is.EqualTo(2));
    }

    [Test]
    public async Task ReadIsMadeAgainWhereItsRequestBreaksBeforeTheSubscription()
    {
        int asked = 0;
        _node.Connection.Answer("chainHead_v1_call", _ => ++asked == 1
            ? throw new RpcConnectionException("cut")
            : _node.Start(id => [$"{{\"event\":\"operationCallDone\",\"operationId\":\"{id}\",\"output\":\"0x07\"}}"]));

        Assert.That(await _backend.CallAsync("Core_version", default, null, default).AsTask().WaitAsync(Patience), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public async Task SubscriptionThatBeginsAnewIsOpenedAnew()
    {
        await _backend.GetBestHashAsync(default);
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(id => _node.Follows == 1
            ? [_node.Initial]
            : [$"{{\"event\":\"operationCallDone\",\"operationId\":\"{id}\",\"output\":\"0x07\"}}"]));

        Assert.That(await _backend.CallAsync("Core_version", default, null, default).AsTask().WaitAsync(Patience), Is.EqualTo(new byte[] { 7 }));
        Assert.That(_node.Follows, Is.EqualTo(2));
    }

    [Test]
    public void NodeThatAlwaysStopsEndsTheRead()
    {
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(_ => ["{\"event\":\"stop\"}"]));

        Assert.ThrowsAsync<RpcConnectionException>(async () => await _backend.CallAsync("Core_version", default, null, default).AsTask().WaitAsync(Patience));
    }

    [TestCase("{\"event\":\"newBlock\"}")]
    [TestCase("{\"event\":\"newBlock\",\"blockHash\":\"0x00\",\"parentBlockHash\":\"0x00\"}")]
    [TestCase("{\"event\":7}")]
    [TestCase("[]")]
    public async Task UnreadableEventEndsTheSubscription(string told)
    {
        await _backend.GetBestHashAsync(default);
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(_ => [told]));

        Assert.CatchAsync<RpcException>(async () => await _backend.CallAsync("Core_version", default, null, default).AsTask().WaitAsync(Patience));
    }

    [Test]
    public void EmptyStartIsRefused()
    {
        _node.Initial = "{\"event\":\"initialized\",\"finalizedBlockHashes\":[]}";

        Assert.ThrowsAsync<RpcFormatException>(async () => await _backend.GetBestHashAsync(default));
    }

    [Test]
    public void BlockThatIsNotPinnedIsNamed()
    {
        RpcResponseException no = Assert.ThrowsAsync<RpcResponseException>(async () => await _backend.CallAsync("Core_version", default, FakeChainHead.HashOf(3), default))!;

        Assert.That((no.Code, no.Message.Contains(FakeChainHead.HashOf(3).ToString(), StringComparison.Ordinal)), Is.EqualTo((-32801, true)));
    }

    [Test]
    public async Task BlocksAreUnpinnedSomeBlocksAfterTheyAreFinalButNotWhileTheyAreRead()
    {
        Assert.That(await _backend.GetBestHashAsync(default), Is.EqualTo(FakeChainHead.HashOf(10)));
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(_ => []));
        Task<byte[]> reading = _backend.CallAsync("Core_version", default, FakeChainHead.HashOf(10), default).AsTask();
        for (uint number = 11; number <= 20; number++)
        {
            _node.Build(number);
            _node.Finalize(number);
        }

        await UntilAsync(async () => await _backend.GetFinalizedHashAsync(default) == FakeChainHead.HashOf(20) && _node.Unpinned.Contains(FakeChainHead.HashOf(16).ToString()));
        string[] unpinned = [.. _node.Unpinned];
        Assert.That(unpinned, Does.Contain(FakeChainHead.HashOf(9).ToString()).And.None.EqualTo(FakeChainHead.HashOf(10).ToString()));
        Assert.That(unpinned, Has.None.EqualTo(FakeChainHead.HashOf(17).ToString()));

        _node.Follow.Tell("{\"event\":\"operationCallDone\",\"operationId\":\"operation 1\",\"output\":\"0x07\"}");
        Assert.That(await reading.WaitAsync(Patience), Is.EqualTo(new byte[] { 7 }));
        await UntilAsync(() => ValueTask.FromResult(_node.Unpinned.Contains(FakeChainHead.HashOf(10).ToString())));
        // The header of a block that the node has forgotten is still known.
        Assert.That((await _backend.GetHeaderAsync(FakeChainHead.HashOf(12), default))!.Number, Is.EqualTo(12));
        Assert.That(await _backend.GetBlockHashAsync(11, default), Is.EqualTo(FakeChainHead.HashOf(11)));
    }

    [Test]
    public async Task RuntimeOfABlockIsTheOneThatWasToldLast()
    {
        Assert.That(await _backend.GetSpecVersionAsync(null, default), Is.EqualTo(100));
        _node.Build(11, "{\"type\":\"valid\",\"spec\":{\"specVersion\":101}}");
        _node.Build(12);
        await UntilAsync(async () => await _backend.GetBestHashAsync(default) == FakeChainHead.HashOf(12));

        Assert.That(await _backend.GetSpecVersionAsync(null, default), Is.EqualTo(101));
        Assert.That(await _backend.GetSpecVersionAsync(FakeChainHead.HashOf(10), default), Is.EqualTo(100));
        Assert.That(_node.Connection.Calls.Count(call => call.Method == "chainHead_v1_call"), Is.Zero);
    }

    [Test]
    public async Task WhoNoLongerWaitsStopsTheOperation()
    {
        using CancellationTokenSource source = new();
        _node.Connection.Answer("chainHead_v1_call", _ => _node.Start(_ => []));
        Task<byte[]> reading = _backend.CallAsync("Core_version", default, null, source.Token).AsTask();
        await UntilAsync(() => ValueTask.FromResult(_node.Connection.Calls.Any(call => call.Method == "chainHead_v1_call")));
        await source.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(async () => await reading);
        await UntilAsync(() => ValueTask.FromResult(_node.Connection.Calls.Any(call => call.Method == "chainHead_v1_stopOperation")));
    }

    [Test]
    public async Task DisposedBackendSaysSo()
    {
        await _backend.GetBestHashAsync(default);
        FakeRpcSubscription follow = _node.Follow;
        await _backend.DisposeAsync();

        Assert.That(follow.EndedBy, Is.EqualTo("chainHead_v1_unfollow"));
        Assert.ThrowsAsync<ObjectDisposedException>(async () => await _backend.GetBestHashAsync(default));
    }

    private static string Items(string id, string key, string value) =>
        $"{{\"event\":\"operationStorageItems\",\"operationId\":\"{id}\",\"items\":[{{\"key\":\"{key}\",\"value\":\"{value}\"}}]}}";

    private static string Done(string id) => $"{{\"event\":\"operationStorageDone\",\"operationId\":\"{id}\"}}";

    private static async Task UntilAsync(Func<ValueTask<bool>> condition)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
