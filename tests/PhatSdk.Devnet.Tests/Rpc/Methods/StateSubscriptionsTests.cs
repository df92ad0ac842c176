using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class StateSubscriptionsTests : RpcMethodsTests
{
    [Test]
    public async Task ValuesComeAtOnceAndThenWhereTheyChange()
    {
        string alice = Hex.Format(TestTransactions.AccountKey(DevKeypairs.Alice.AccountId));
        string eve = Hex.Format(TestTransactions.AccountKey(DevKeypairs.Eve.AccountId));
        await using IAsyncEnumerator<JsonElement> changes = await Rpc.SubscribeAsync("state_subscribeStorage", $"[[\"{alice}\",\"{eve}\"]]");
        Assert.That(await changes.MoveNextAsync(), Is.True);
        Assert.That(changes.Current.GetProperty("block").GetString(), Is.EqualTo(Rpc.Chain.Genesis.Hash.ToString()));
        Assert.That(changes.Current.GetProperty("changes").GetArrayLength(), Is.EqualTo(2));

        await Rpc.Chain.SealAsync(default);
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await changes.MoveNextAsync(), Is.True);
        string value = Hex.Format(block.State.Get(Hex.Parse(alice))!.Value.Span);
        Assert.That(
            changes.Current.GetRawText(),
            Is.EqualTo($$"""{"block":"{{block.Hash}}","changes":[["{{alice}}","{{value}}"]]}"""),
            "the empty block changed neither");
    }

    [Test]
    public async Task TheRuntimeVersionComesAtOnceAndNotAgain()
    {
        RpcReply reply = await Rpc.InvokeAsync("state_subscribeRuntimeVersion", "[]");
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo("state_runtimeVersion"));
        await Rpc.Chain.SealAsync(default);
        await Rpc.Chain.DisposeAsync();
        List<JsonElement> versions = await reply.Feed.ReadAllAsync().Select(version => JsonElement.Parse(version.Span)).ToListAsync();
        Assert.That(versions, Has.Count.EqualTo(1));
        Assert.That(versions[0].GetProperty("specVersion").GetUInt32(), Is.EqualTo(100));
    }

    [Test]
    public async Task ASubscriptionNeedsKeys()
    {
        RpcErrorException error = await Rpc.ErrorAsync("state_subscribeStorage", "[7]");
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, "keys: 7 is no array")));
        Assert.That(Rpc.Chain.BestBlocks.Followers, Is.Zero);
    }

    [TestCase("[]")]
    [TestCase("[null]")]
    public async Task WithoutKeysAllChangesAreTold(string parameters)
    {
        await using IAsyncEnumerator<JsonElement> changes = await Rpc.SubscribeAsync("state_subscribeStorage", parameters);
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await changes.MoveNextAsync(), Is.True);
        JsonElement told = changes.Current;
        string[] keys = [.. told.GetProperty("changes").EnumerateArray().Select(static change => change[0].GetString()!)];
        Assert.That(told.GetProperty("block").GetString(), Is.EqualTo(block.Hash.ToString()), "nothing is told of the block before");
        Assert.That(keys, Is.Not.Empty.And.Ordered.And.Contain("0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac"), "System.Number");
    }
}
