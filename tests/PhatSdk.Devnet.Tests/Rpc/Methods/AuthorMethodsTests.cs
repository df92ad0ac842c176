using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class AuthorMethodsTests : RpcMethodsTests
{
    [Test]
    public async Task SubmittingAnswersWithTheHashAndTheTransactionIsPending()
    {
        string transfer = await TransferAsync(0);
        Assert.That(await Rpc.CallAsync("author_submitExtrinsic", $"[\"{transfer}\"]"), Is.EqualTo($"\"{Blake2b.Hash256(Hex.Parse(transfer))}\""));
        Assert.That(await Rpc.CallAsync("author_pendingExtrinsics"), Is.EqualTo($"[\"{transfer}\"]"));
        await Rpc.Chain.SealAsync(default);
        Assert.That(await Rpc.CallAsync("author_pendingExtrinsics"), Is.EqualTo("[]"));
    }

    [Test]
    public async Task WatchingTellsTheWayIntoAFinalBlock()
    {
        RpcReply reply = await Rpc.InvokeAsync("author_submitAndWatchExtrinsic", $"[\"{await TransferAsync(0)}\"]");
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo("author_extrinsicUpdate"));
        Block block = await Rpc.Chain.SealAsync(default);
        List<string> statuses = await reply.Feed.ReadAllAsync().Select(status => JsonElement.Parse(status.Span).GetRawText()).ToListAsync();
        Assert.That(string.Join(" ", statuses), Is.EqualTo($$"""
            "ready" {"inBlock":"{{block.Hash}}"} {"finalized":"{{block.Hash}}"}
            """));
        Assert.That(Rpc.Session.Count, Is.Zero, "what is over is forgotten");
    }

    [Test]
    public async Task WatchingTellsOfReplacement()
    {
        RpcReply reply = await Rpc.InvokeAsync("author_submitAndWatchExtrinsic", $"[\"{await TransferAsync(1)}\"]");
        await Rpc.InvokeAsync("author_submitExtrinsic", $"[\"{await TransferAsync(0)}\"]");
        JsonElement replacement = await Rpc.ReadAsync("author_submitExtrinsic", $"[\"{await TransferAsync(1, tip: 1_000_000_000_000)}\"]");
        List<string> statuses = await reply.Feed!.ReadAllAsync().Select(status => JsonElement.Parse(status.Span).GetRawText()).ToListAsync();
        Assert.That(string.Join(" ", statuses), Is.EqualTo($$"""
            "future" "ready" {"usurped":"{{replacement.GetString()}}"}
            """));
    }

    [TestCase("author_submitExtrinsic")]
    [TestCase("author_submitAndWatchExtrinsic")]
    public async Task ARefusalIsTheAnswerToTheRequest(string method)
    {
        string transfer = await TransferAsync(0);
        await Rpc.InvokeAsync("author_submitExtrinsic", $"[\"{transfer}\"]");
        RpcErrorException twice = await Rpc.ErrorAsync(method, $"[\"{transfer}\"]");
        Assert.That((twice.Code, twice.ErrorMessage), Is.EqualTo((1013, "Transaction Already Imported")));
        await Rpc.Chain.SealAsync(default);
        RpcErrorException outdated = await Rpc.ErrorAsync(method, $"[\"{transfer}\"]");
        Assert.That((outdated.Code, outdated.ErrorMessage, outdated.ErrorData), Is.EqualTo((1010, "Invalid Transaction", "Transaction is outdated")));
        Assert.That(Rpc.Session.Count, Is.Zero);
    }

    [Test]
    public async Task GarbageIsRefused()
    {
        Assert.That((await Rpc.ErrorAsync("author_submitExtrinsic", "[\"0x1234\"]")).Code, Is.EqualTo(1002));
        Assert.That((await Rpc.ErrorAsync("author_submitExtrinsic", "[\"0x\"]")).Code, Is.EqualTo(1002));
        Assert.That((await Rpc.ErrorAsync("author_submitExtrinsic", "[\"xyz\"]")).Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task UnwatchingEndsTheNotifications()
    {
        RpcReply reply = await Rpc.InvokeAsync("author_submitAndWatchExtrinsic", $"[\"{await TransferAsync(0)}\"]");
        Assert.That(await Rpc.CallAsync("author_unwatchExtrinsic", $"[\"{reply.Feed!.Id}\"]"), Is.EqualTo("true"));
        Assert.That(await reply.Feed.ReadAllAsync().CountAsync(), Is.Zero);
    }

    [Test]
    public async Task TransactionsAreRemovedByHashOrBytesWithThoseThatNeedThem()
    {
        string first = await TransferAsync(0);
        string second = await TransferAsync(1);
        string hash = await Rpc.CallAsync("author_submitExtrinsic", $"[\"{first}\"]");
        string dependent = await Rpc.CallAsync("author_submitExtrinsic", $"[\"{second}\"]");
        Assert.That(await Rpc.CallAsync("author_removeExtrinsic", $$"""[[{"extrinsic":"{{second}}"}]]"""), Is.EqualTo($"[{dependent}]"));
        await Rpc.CallAsync("author_submitExtrinsic", $"[\"{second}\"]");
        JsonElement removed = await Rpc.ReadAsync("author_removeExtrinsic", $$"""[[{"hash":{{hash}}}]]""");
        Assert.That(removed.EnumerateArray().Select(static item => item.GetRawText()), Is.EquivalentTo([hash, dependent]));
        Assert.That(await Rpc.CallAsync("author_pendingExtrinsics"), Is.EqualTo("[]"));
        Assert.That(await Rpc.CallAsync("author_removeExtrinsic", $$"""[[{"hash":{{hash}}}]]"""), Is.EqualTo("[]"));
    }

    [TestCase("[7]", "bytesOrHash: an array is taken")]
    [TestCase("[[7]]", "bytesOrHash: 7 is no object")]
    [TestCase("""[[{"hash":"0x12"}]]""", "bytesOrHash: a hash has 32 bytes, not 1")]
    public async Task WhatNamesNoTransactionIsRefused(string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync("author_removeExtrinsic", parameters);
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, reason)));
    }

    private async Task<string> TransferAsync(uint nonce, UInt128 tip = default) =>
        Hex.Format(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, nonce, tip));
}
