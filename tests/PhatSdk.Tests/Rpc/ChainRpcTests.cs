using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

internal sealed class ChainRpcTests
{
    private static readonly Hash256 Block = Repeated(0xb1);

    [Test]
    public async Task HeaderIsReadAsNodesWriteIt()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("chain_getHeader", HeaderJson("\"0x1a\""));

        BlockHeader? header = await new ChainRpc(new RpcClient(connection)).GetHeaderAsync(Block);

        Assert.That(header!.Number, Is.EqualTo(26));
        Assert.That(header.ParentHash, Is.EqualTo(Repeated(1)));
        Assert.That(header.StateRoot, Is.EqualTo(Repeated(2)));
        Assert.That(header.ExtrinsicsRoot, Is.EqualTo(Repeated(3)));
        Assert.That(header.DigestLogs.Select(log => log.ToArray()), Is.EqualTo(new[] { new byte[] { 8 } }));
        Assert.That(connection.Calls.Single().Json, Is.EqualTo($"[\"{Block}\"]"));
    }

    [Test]
    public async Task NewestBlockIsAskedForWithoutParameters()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("chain_getHeader", "null").Answer("chain_getBlockHash", "null");
        ChainRpc chain = new(new RpcClient(connection));

        Assert.That(await chain.GetHeaderAsync(), Is.Null);
        Assert.That(await chain.GetBlockHashAsync(), Is.Null);
        Assert.That(await chain.GetBlockHashAsync(0), Is.Null);
        Assert.That(string.Join(' ', connection.Calls.Select(call => call.Json)), Is.EqualTo("[] [] [0]"));
    }

    [TestCase("\"26\"")]
    [TestCase("\"0x\"")]
    [TestCase("\"0x100000000\"")]
    [TestCase("-1")]
    [TestCase("null")]
    public void BadNumberIsRefused(string number)
    {
        ChainRpc chain = new(new RpcClient(new FakeRpcConnection().Answer("chain_getHeader", HeaderJson(number))));

        Assert.ThrowsAsync<RpcFormatException>(async () => await chain.GetHeaderAsync());
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"parentHash\":1}")]
    [TestCase("\"0x\"")]
    public void BadHeaderIsRefused(string json)
    {
        ChainRpc chain = new(new RpcClient(new FakeRpcConnection().Answer("chain_getHeader", json)));

        Assert.ThrowsAsync<RpcFormatException>(async () => await chain.GetHeaderAsync());
    }

    [Test]
    public async Task BlockHasItsExtrinsics()
    {
        string json = "{\"block\":{\"header\":" + HeaderJson("26") + ",\"extrinsics\":[\"0x0401\",\"0x\"]},\"justifications\":null}";
        ChainRpc chain = new(new RpcClient(new FakeRpcConnection().Answer("chain_getBlock", json)));

        BlockBody? block = await chain.GetBlockAsync(Block);

        Assert.That(block!.Header.Number, Is.EqualTo(26));
        Assert.That(block.Extrinsics, Is.EqualTo(new[] { new byte[] { 4, 1 }, [] }));
    }

    [TestCase("{\"block\":null}")]
    [TestCase("{\"block\":{\"extrinsics\":[]}}")]
    [TestCase("{}")]
    public void BadBlockIsRefused(string json)
    {
        ChainRpc chain = new(new RpcClient(new FakeRpcConnection().Answer("chain_getBlock", json)));

        Assert.ThrowsAsync<RpcFormatException>(async () => await chain.GetBlockAsync());
    }

    [Test]
    public async Task FinalizedHeadIsAHash()
    {
        ChainRpc chain = new(new RpcClient(new FakeRpcConnection().Answer("chain_getFinalizedHead", $"\"{Block}\"")));

        Assert.That(await chain.GetFinalizedHeadAsync(), Is.EqualTo(Block));
    }

    [Test]
    public async Task HeadsAreFollowedAndUnsubscribed()
    {
        FakeRpcConnection connection = new();
        FakeRpcSubscription best = connection.Subscription("chain_subscribeNewHeads").Tell(HeaderJson("\"0x1\""));
        FakeRpcSubscription final = connection.Subscription("chain_subscribeFinalizedHeads").Tell(HeaderJson("\"0x2\""));
        ChainRpc chain = new(new RpcClient(connection));

        Assert.That(await FirstNumber(await chain.SubscribeNewHeadsAsync()), Is.EqualTo(1));
        Assert.That(await FirstNumber(await chain.SubscribeFinalizedHeadsAsync()), Is.EqualTo(2));
        Assert.That(best.EndedBy, Is.EqualTo("chain_unsubscribeNewHeads"));
        Assert.That(final.EndedBy, Is.EqualTo("chain_unsubscribeFinalizedHeads"));
    }

    private static async Task<uint> FirstNumber(RpcSubscription<BlockHeader> heads)
    {
        await using (heads)
        {
            await foreach (BlockHeader header in heads.ReadAllAsync())
            {
                return header.Number;
            }
        }

        return uint.MaxValue;
    }

    private static Hash256 Repeated(byte value) => new(Enumerable.Repeat(value, 32).ToArray());

    private static string HeaderJson(string number) =>
        $"{{\"parentHash\":\"{Repeated(1)}\",\"number\":{number},\"stateRoot\":\"{Repeated(2)}\","
        + $"\"extrinsicsRoot\":\"{Repeated(3)}\",\"digest\":{{\"logs\":[\"0x08\"]}}}}";
}
