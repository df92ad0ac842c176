using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Tests.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

/// <summary>What a subscription tells of blocks.</summary>
public sealed class ChainHeadMethodsTests : RpcMethodsTests
{
    [Test]
    public async Task FollowingBeginsWithTheFinalBlocksAndTheirRuntime()
    {
        Block first = await Rpc.Chain.SealAsync(default);
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc, withRuntime: true);
        JsonElement initialized = await head.NextAsync("initialized");
        Assert.That(
            initialized.GetProperty("finalizedBlockHashes").EnumerateArray().Select(hash => hash.GetString()),
            Is.EqualTo(new[] { Rpc.Chain.Genesis.Hash.ToString(), first.Hash.ToString() }));
        JsonElement runtime = initialized.GetProperty("finalizedBlockRuntime");
        Assert.That(runtime.GetProperty("type").GetString(), Is.EqualTo("valid"));
        JsonElement spec = runtime.GetProperty("spec");
        Assert.That(spec.GetProperty("specVersion").GetUInt32(), Is.EqualTo(100));
        Assert.That(spec.GetProperty("apis").GetProperty("0xd2bc9897eed08f15").GetUInt32(), Is.EqualTo(3), "TaggedTransactionQueue");
        Assert.That((await head.NextAsync("bestBlockChanged")).GetProperty("bestBlockHash").GetString(), Is.EqualTo(first.Hash.ToString()));
    }

    [Test]
    public async Task OnlySoManyFinalBlocksAreToldOf()
    {
        for (int i = 0; i < 20; i++)
        {
            await Rpc.Chain.SealAsync(default);
        }

        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        JsonElement hashes = (await head.BeginAsync()).GetProperty("finalizedBlockHashes");
        Assert.That(hashes.GetArrayLength(), Is.EqualTo(16));
        Assert.That(hashes[15].GetString(), Is.EqualTo(Rpc.Chain.Best.Hash.ToString()));
    }

    [Test]
    public async Task ABlockIsNewThenTheBestThenFinal()
    {
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        Assert.That((await head.BeginAsync()).TryGetProperty("finalizedBlockRuntime", out _), Is.False);
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(
            (await head.NextAsync("newBlock")).GetRawText(),
            Is.EqualTo($$"""{"event":"newBlock","blockHash":"{{block.Hash}}","parentBlockHash":"{{block.ParentHash}}"}"""));
        Assert.That(
            (await head.NextAsync("bestBlockChanged")).GetRawText(), Is.EqualTo($$"""{"event":"bestBlockChanged","bestBlockHash":"{{block.Hash}}"}"""));
        Assert.That(
            (await head.NextAsync("finalized")).GetRawText(),
            Is.EqualTo($$"""{"event":"finalized","finalizedBlockHashes":["{{block.Hash}}"],"prunedBlockHashes":[]}"""));
    }

    [Test]
    public async Task ARuntimeThatStaysIsNull()
    {
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc, withRuntime: true);
        await head.BeginAsync();
        await Rpc.Chain.SealAsync(default);
        Assert.That((await head.NextAsync("newBlock")).GetProperty("newRuntime").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task HeaderIsThatOfAPinnedBlock()
    {
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        await head.BeginAsync();
        string genesis = Quote(Rpc.Chain.Genesis.Hash.ToString());
        Assert.That(
            (await head.CallAsync("chainHead_v1_header", genesis)).GetString(),
            Is.EqualTo(Primitives.Hex.Format(Rpc.Chain.Genesis.EncodedHeader.Span)));
        Assert.That(await head.ErrorAsync("chainHead_v1_header", Quote(new Primitives.Hash256(new byte[32]).ToString())), Is.EqualTo(-32801));
        Assert.That(await head.ErrorAsync("chainHead_v1_header", "\"0x12\""), Is.EqualTo(-32602));
        Assert.That((await Rpc.ReadAsync("chainHead_v1_header", $"[\"nothing\",{genesis}]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task UnpinningLetsGoAllOrNone()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        await head.BeginAsync();
        string genesis = Quote(Rpc.Chain.Genesis.Hash.ToString());
        string first = Quote(block.Hash.ToString());
        Assert.That(await head.ErrorAsync("chainHead_v1_unpin", $"[{first},{first}]"), Is.EqualTo(-32804));
        Assert.That(await head.ErrorAsync("chainHead_v1_unpin", $"[{first},\"0x{new string('1', 64)}\"]"), Is.EqualTo(-32801));
        Assert.That((await head.CallAsync("chainHead_v1_header", first)).ValueKind, Is.EqualTo(JsonValueKind.String), "it is still there");
        Assert.That((await head.CallAsync("chainHead_v1_unpin", $"[{genesis},{first}]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await head.ErrorAsync("chainHead_v1_header", first), Is.EqualTo(-32801));
        Assert.That(await head.ErrorAsync("chainHead_v1_unpin", first), Is.EqualTo(-32801));
        Assert.That((await Rpc.ReadAsync("chainHead_v1_unpin", $"[\"nothing\",{first}]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task UnfollowingEndsTheSubscription()
    {
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        await head.BeginAsync();
        Assert.That((await head.CallAsync("chainHead_v1_unfollow")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await head.IsOverAsync(), Is.True);
        Assert.That((await head.CallAsync("chainHead_v1_unfollow")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((Rpc.Session.Count, Rpc.Chain.Events.Followers), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task UnfollowingLeavesOtherSubscriptionsAlone()
    {
        RpcReply heads = await Rpc.InvokeAsync("chain_subscribeNewHeads", "[]");
        await Rpc.InvokeAsync("chainHead_v1_unfollow", $"[\"{heads.Feed!.Id}\"]");
        Assert.That(Rpc.Session.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task AConnectionFollowsOnlySoOften()
    {
        for (int i = 0; i < new ChainHeadLimits().Follows; i++)
        {
            await Rpc.InvokeAsync("chainHead_v1_follow", "[false]");
        }

        Assert.That((await Rpc.ErrorAsync("chainHead_v1_follow", "[false]")).Code, Is.EqualTo(-32800));
        Assert.That(Rpc.Chain.Events.Followers, Is.EqualTo(4));
    }

    [TestCase("[]")]
    [TestCase("[\"yes\"]")]
    public async Task FollowingNeedsAFlag(string parameters) =>
        Assert.That((await Rpc.ErrorAsync("chainHead_v1_follow", parameters)).Code, Is.EqualTo(-32602));

    [Test]
    public async Task WhoPinsTooMuchIsStopped()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { PinnedBlocks = 2 });
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        Block first = await rpc.Chain.SealAsync(default);
        await rpc.Chain.SealAsync(default);
        for (int i = 0; i < 2; i++)
        {
            await head.NextAsync("newBlock");
            await head.NextAsync("bestBlockChanged");
            await head.NextAsync("finalized");
        }

        await head.NextAsync("stop");
        Assert.That(await head.IsOverAsync(), Is.True);
        Assert.That((await head.CallAsync("chainHead_v1_header", Quote(first.Hash.ToString()))).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await head.CallAsync("chainHead_v1_body", Quote(first.Hash.ToString()))).GetProperty("result").GetString(), Is.EqualTo("limitReached"));
    }

    [Test]
    public async Task WhoUnpinsGoesOn()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { PinnedBlocks = 2 });
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        string last = Quote(rpc.Chain.Genesis.Hash.ToString());
        for (int i = 0; i < 5; i++)
        {
            Block block = await rpc.Chain.SealAsync(default);
            await head.NextAsync("newBlock");
            await head.NextAsync("bestBlockChanged");
            await head.NextAsync("finalized");
            await head.CallAsync("chainHead_v1_unpin", last);
            last = Quote(block.Hash.ToString());
        }
    }

    [Test]
    public async Task TheEndOfTheChainStopsTheSubscription()
    {
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        await head.BeginAsync();
        await Rpc.Chain.DisposeAsync();
        await head.NextAsync("stop");
        Assert.That(await head.IsOverAsync(), Is.True);
    }

    [Test]
    public async Task ABlockOfTransactionsIsToldOfWhileOthersFollow()
    {
        await using FollowedHead one = await FollowedHead.StartAsync(Rpc);
        await using FollowedHead other = await FollowedHead.StartAsync(Rpc, withRuntime: true);
        await one.BeginAsync();
        await other.BeginAsync();
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That((await one.NextAsync("newBlock")).GetProperty("blockHash").GetString(), Is.EqualTo(block.Hash.ToString()));
        Assert.That((await other.NextAsync("newBlock")).GetProperty("blockHash").GetString(), Is.EqualTo(block.Hash.ToString()));
    }

    [Test]
    public async Task AForkIsToldOfAndPruned()
    {
        await Rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        await head.BeginAsync();
        Block first = await Rpc.Chain.SealAsync(default);
        await head.NextAsync("newBlock");
        await head.NextAsync("bestBlockChanged");
        Block rival = await Rpc.Chain.SealOnAsync(Rpc.Chain.Genesis.Hash, [], default);
        Assert.That((await head.NextAsync("newBlock")).GetProperty("blockHash").GetString(), Is.EqualTo(rival.Hash.ToString()));
        Block second = await Rpc.Chain.SealOnAsync(rival.Hash, [], default);
        await head.NextAsync("newBlock");
        Assert.That((await head.NextAsync("bestBlockChanged")).GetProperty("bestBlockHash").GetString(), Is.EqualTo(second.Hash.ToString()));
        await Rpc.Chain.FinalizeAsync(second.Hash, default);
        Assert.That(
            (await head.NextAsync("finalized")).GetRawText(),
            Is.EqualTo($$"""{"event":"finalized","finalizedBlockHashes":["{{rival.Hash}}","{{second.Hash}}"],"prunedBlockHashes":["{{first.Hash}}"]}"""));
        Assert.That((await head.CallAsync("chainHead_v1_header", Quote(first.Hash.ToString()))).ValueKind, Is.EqualTo(JsonValueKind.String), "pruned, but pinned");
    }

    [Test]
    public async Task FollowingBeginsWithAllForks()
    {
        await Rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        Block first = await Rpc.Chain.SealAsync(default);
        Block rival = await Rpc.Chain.SealOnAsync(Rpc.Chain.Genesis.Hash, [], default);
        await using FollowedHead head = await FollowedHead.StartAsync(Rpc);
        Assert.That((await head.NextAsync("initialized")).GetProperty("finalizedBlockHashes").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await head.NextAsync("newBlock")).GetProperty("blockHash").GetString(), Is.EqualTo(first.Hash.ToString()));
        Assert.That((await head.NextAsync("newBlock")).GetProperty("blockHash").GetString(), Is.EqualTo(rival.Hash.ToString()));
        Assert.That((await head.NextAsync("bestBlockChanged")).GetProperty("bestBlockHash").GetString(), Is.EqualTo(first.Hash.ToString()));
        Assert.That(await Rpc.CallAsync("archive_v1_hashByHeight", "[1]"), Is.EqualTo($"[\"{first.Hash}\",\"{rival.Hash}\"]"));
    }

    [Test]
    public async Task UnfinalizedBlocksMayBePinnedHoweverMany()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { PinnedBlocks = 1 });
        await rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        for (int i = 0; i < 3; i++)
        {
            await rpc.Chain.SealAsync(default);
            await head.NextAsync("newBlock");
            await head.NextAsync("bestBlockChanged");
        }

        await rpc.Chain.FinalizeAsync(rpc.Chain.Best.Hash, default);
        await head.NextAsync("finalized");
        await head.NextAsync("stop");
    }

    private static string Quote(string text) => $"\"{text}\"";
}
