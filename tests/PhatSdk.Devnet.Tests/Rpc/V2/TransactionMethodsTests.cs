using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

public sealed class TransactionMethodsTests : RpcMethodsTests
{
    [Test]
    public async Task WatchingTellsTheWayIntoAFinalBlock()
    {
        RpcReply reply = await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{await TransferAsync(0)}\"]");
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo("transactionWatch_v1_watchEvent"));
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await EventsAsync(reply), Is.EqualTo(new[]
        {
            """{"event":"validated"}""",
            $$$"""{"event":"bestChainBlockIncluded","block":{"hash":"{{{block.Hash}}}","index":1}}""",
            $$$"""{"event":"finalized","block":{"hash":"{{{block.Hash}}}","index":1}}""",
        }));
        Assert.That(Rpc.Session.Count, Is.Zero, "what is over is forgotten");
    }

    [TestCase("0x1234")]
    [TestCase("0x")]
    public async Task GarbageIsAnInvalidTransaction(string transaction)
    {
        List<string> events = await EventsAsync(await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{transaction}\"]"));
        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That(JsonElement.Parse(events[0]).GetProperty("event").GetString(), Is.EqualTo("invalid"));
        Assert.That((await Rpc.ErrorAsync("transactionWatch_v1_submitAndWatch", "[\"xyz\"]")).Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task ARefusalIsANotification()
    {
        string transfer = await TransferAsync(0);
        Rpc.Chain.Submit(Hex.Parse(transfer));
        Assert.That(
            await EventsAsync(await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{transfer}\"]")),
            Is.EqualTo(new[] { """{"event":"invalid","error":"Transaction is already imported"}""" }));
        await Rpc.Chain.SealAsync(default);
        Assert.That(
            await EventsAsync(await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{transfer}\"]")),
            Is.EqualTo(new[] { """{"event":"invalid","error":"Invalid transaction: Transaction is outdated"}""" }));
    }

    [Test]
    public async Task ReplacementMakesATransactionInvalid()
    {
        RpcReply reply = await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{await TransferAsync(0)}\"]");
        Rpc.Chain.Submit(Hex.Parse(await TransferAsync(0, tip: 1_000_000_000_000)));
        Assert.That((await EventsAsync(reply))[^1], Is.EqualTo("""{"event":"invalid","error":"Extrinsic was rendered invalid by another extrinsic"}"""));
    }

    [Test]
    public async Task ARetractedBlockTakesTheTransactionBack()
    {
        await Rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        byte[] transfer = Hex.Parse(await TransferAsync(0));
        RpcReply reply = await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{Hex.Format(transfer)}\"]");
        Block first = await Rpc.Chain.SealAsync(default);
        Block rival = await Rpc.Chain.SealOnAsync(Rpc.Chain.Genesis.Hash, [], default);
        Block second = await Rpc.Chain.SealOnAsync(rival.Hash, [transfer], default);
        await Rpc.Chain.FinalizeAsync(second.Hash, default);
        List<string> events = await EventsAsync(reply);
        Assert.That(events, Does.Contain($$$"""{"event":"bestChainBlockIncluded","block":{"hash":"{{{first.Hash}}}","index":1}}"""));
        Assert.That(events, Does.Contain("""{"event":"bestChainBlockIncluded","block":null}"""));
        Assert.That(events[^1], Is.EqualTo($$$"""{"event":"finalized","block":{"hash":"{{{second.Hash}}}","index":1}}"""));
    }

    [Test]
    public async Task UnwatchingEndsTheNotifications()
    {
        RpcReply reply = await Rpc.InvokeAsync("transactionWatch_v1_submitAndWatch", $"[\"{await TransferAsync(0)}\"]");
        Assert.That(await Rpc.CallAsync("transactionWatch_v1_unwatch", $"[\"{reply.Feed!.Id}\"]"), Is.EqualTo("null"));
        Assert.That(await reply.Feed.ReadAllAsync().CountAsync(), Is.Zero);
        Assert.That((await Rpc.ErrorAsync("transactionWatch_v1_unwatch", $"[\"{reply.Feed.Id}\"]")).Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task ABroadcastTransactionGoesIntoABlock()
    {
        string transfer = await TransferAsync(0);
        JsonElement id = await Rpc.ReadAsync("transaction_v1_broadcast", $"[\"{transfer}\"]");
        Assert.That(id.ValueKind, Is.EqualTo(JsonValueKind.String));
        await UntilAsync(() => Rpc.Chain.Pool.Counts.Ready == 1);
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(block.Extrinsics, Has.Count.EqualTo(2));
        Assert.That(await Rpc.CallAsync("transaction_v1_stop", $"[{id.GetRawText()}]"), Is.EqualTo("null"));
        Assert.That((await Rpc.ErrorAsync("transaction_v1_stop", $"[{id.GetRawText()}]")).Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task WhatIsInvalidNowIsOfferedAgainAfterABlock()
    {
        // The account exists only once the first transfer is in a block.
        using Keypair fresh = Keypair.FromSeed(new byte[32]);
        string early = Hex.Format(await Rpc.Transactions.TransferAsync(fresh, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        await Rpc.InvokeAsync("transaction_v1_broadcast", $"[\"{early}\"]");
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, fresh.AccountId, 100_000_000_000_000, 0));
        await Rpc.Chain.SealAsync(default);
        await UntilAsync(() => Rpc.Chain.Pool.Counts.Ready == 1);
        Assert.That((await Rpc.Chain.SealAsync(default)).Extrinsics, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task AConnectionBroadcastsOnlySoMany()
    {
        for (int i = 0; i < TransactionMethods.MostBroadcasts; i++)
        {
            Assert.That(await Rpc.CallAsync("transaction_v1_broadcast", "[\"0x1234\"]"), Is.Not.EqualTo("null"));
        }

        Assert.That(await Rpc.CallAsync("transaction_v1_broadcast", "[\"0x1234\"]"), Is.EqualTo("null"));
        Rpc.Session.Dispose();
        await Rpc.Session.WhenIdleAsync();
        Assert.That((Rpc.Session.Count, Rpc.Chain.BestBlocks.Followers), Is.EqualTo((0, 0)));
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Yield();
        }
    }

    private static Task<List<string>> EventsAsync(RpcReply reply) =>
        reply.Feed!.ReadAllAsync().Select(notification => JsonElement.Parse(notification.Span).GetRawText()).ToListAsync().AsTask();

    private async Task<string> TransferAsync(uint nonce, UInt128 tip = default) =>
        Hex.Format(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, nonce, tip));
}
