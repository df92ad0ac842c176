using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

/// <summary>What a client may ask of a block that is pinned.</summary>
public sealed class ChainHeadOperationsTests : RpcMethodsTests
{
    private static readonly string AccountPrefix = Hex.Format(TestTransactions.AccountKey(default).AsSpan(0, 32));
    private static readonly string AliceKey = Hex.Format(TestTransactions.AccountKey(DevKeypairs.Alice.AccountId));

    private string Genesis => $"\"{Rpc.Chain.Genesis.Hash}\"";

    [Test]
    public async Task BodyGivesTheExtrinsics()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        await using FollowedHead head = await BeginAsync();
        JsonElement started = await head.CallAsync("chainHead_v1_body", $"\"{block.Hash}\"");
        Assert.That(started.GetProperty("result").GetString(), Is.EqualTo("started"));
        JsonElement done = await head.NextAsync("operationBodyDone");
        Assert.That(done.GetProperty("operationId").GetString(), Is.EqualTo(started.GetProperty("operationId").GetString()));
        Assert.That(done.GetProperty("value").EnumerateArray().Select(x => x.GetString()), Is.EqualTo(block.Extrinsics.Select(x => Hex.Format(x.Span))));
    }

    [Test]
    public async Task CallGivesTheOutput()
    {
        await using FollowedHead head = await BeginAsync(withRuntime: true);
        await head.CallAsync("chainHead_v1_call", Genesis, "\"AccountNonceApi_account_nonce\"", $"\"{DevKeypairs.Alice.AccountId}\"");
        Assert.That((await head.NextAsync("operationCallDone")).GetProperty("output").GetString(), Is.EqualTo("0x00000000"));
    }

    [Test]
    public async Task ACallThatTheRuntimeDoesNotKnowFails()
    {
        await using FollowedHead head = await BeginAsync(withRuntime: true);
        await head.CallAsync("chainHead_v1_call", Genesis, "\"Nothing_here\"", "\"0x\"");
        Assert.That((await head.NextAsync("operationError")).GetProperty("error").GetString(), Does.Contain("Nothing_here"));
    }

    [Test]
    public async Task CallsNeedTheRuntime()
    {
        await using FollowedHead head = await BeginAsync();
        Assert.That(await head.ErrorAsync("chainHead_v1_call", Genesis, "\"Core_version\"", "\"0x\""), Is.EqualTo(-32802));
    }

    [Test]
    public async Task StorageGivesValuesHashesAndMerkleValues()
    {
        await using FollowedHead head = await BeginAsync();
        StateView state = Rpc.Chain.Genesis.State;
        byte[] value = state.Get(Hex.Parse(AliceKey))!.Value.ToArray();
        JsonElement started = await head.CallAsync("chainHead_v1_storage", Genesis, Items((AliceKey, "value"), (AliceKey, "hash"), (AccountPrefix, "value"), ("0x", "closestDescendantMerkleValue")), "null");
        Assert.That(started.GetProperty("discardedItems").GetInt32(), Is.Zero);
        JsonElement items = (await head.NextAsync("operationStorageItems")).GetProperty("items");
        Assert.That(items.EnumerateArray().Select(item => item.GetRawText()), Is.EqualTo(new[]
        {
            $$"""{"key":"{{AliceKey}}","value":"{{Hex.Format(value)}}"}""",
            $$"""{"key":"{{AliceKey}}","hash":"{{Blake2b.Hash256(value)}}"}""",
            $$"""{"key":"0x","closestDescendantMerkleValue":"{{state.Root()}}"}""",
        }));
        await head.NextAsync("operationStorageDone");
    }

    [Test]
    public async Task ASearchGivesAllDescendantsPieceByPiece()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { ItemsAtOnce = 3 });
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        string[] expected = [.. rpc.Chain.Genesis.State.Keys(Hex.Parse(AccountPrefix)).Select(key => Hex.Format(key))];
        Assert.That(expected, Has.Length.GreaterThan(3));
        JsonElement started = await head.CallAsync("chainHead_v1_storage", $"\"{rpc.Chain.Genesis.Hash}\"", Items((AccountPrefix, "descendantsHashes")), "null");
        string operation = started.GetProperty("operationId").GetRawText();
        List<string?> found = [];
        while (found.Count < expected.Length)
        {
            JsonElement items = (await head.NextAsync("operationStorageItems")).GetProperty("items");
            found.AddRange(items.EnumerateArray().Select(item => item.GetProperty("key").GetString()));
            Assert.That(items[0].GetProperty("hash").GetString(), Has.Length.EqualTo(66));
            if (found.Count < expected.Length)
            {
                await head.NextAsync("operationWaitingForContinue");
                Assert.That((await head.CallAsync("chainHead_v1_continue", operation)).ValueKind, Is.EqualTo(JsonValueKind.Null));
            }
        }

        await head.NextAsync("operationStorageDone");
        Assert.That(found, Is.EqualTo(expected));
    }

    [Test]
    public async Task ChildTriesAreSearchedByTheirId()
    {
        await using FollowedHead head = await BeginAsync();
        await head.CallAsync("chainHead_v1_storage", Genesis, Items(("0x", "descendantsValues"), ("0x", "closestDescendantMerkleValue")), "\"0x1234\"");
        await head.NextAsync("operationStorageDone");
    }

    [Test]
    public async Task AnOperationThatWaitsIsStopped()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { ItemsAtOnce = 1, Operations = 1 });
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        string genesis = $"\"{rpc.Chain.Genesis.Hash}\"";
        JsonElement started = await head.CallAsync("chainHead_v1_storage", genesis, Items((AccountPrefix, "descendantsValues")), "null");
        await head.NextAsync("operationStorageItems");
        await head.NextAsync("operationWaitingForContinue");
        Assert.That((await head.CallAsync("chainHead_v1_body", genesis)).GetRawText(), Is.EqualTo("""{"result":"limitReached"}"""), "there is no place left");
        await head.CallAsync("chainHead_v1_stopOperation", started.GetProperty("operationId").GetRawText());

        // Its place is free as soon as it has ended.
        JsonElement next = await head.CallAsync("chainHead_v1_body", genesis);
        while (next.GetProperty("result").GetString() == "limitReached")
        {
            await Task.Yield();
            next = await head.CallAsync("chainHead_v1_body", genesis);
        }

        Assert.That((await head.NextAsync("operationBodyDone")).GetProperty("operationId").GetString(), Is.EqualTo(next.GetProperty("operationId").GetString()));
    }

    [Test]
    public async Task WhatDoesNotFitIsDiscarded()
    {
        await using FollowedHead head = await BeginAsync();
        JsonElement started = await head.CallAsync("chainHead_v1_storage", Genesis, Items([.. Enumerable.Repeat((AliceKey, "value"), 20)]), "null");
        Assert.That(started.GetProperty("discardedItems").GetInt32(), Is.EqualTo(4));
        Assert.That((await head.NextAsync("operationStorageItems")).GetProperty("items").GetArrayLength(), Is.EqualTo(16));
        await head.NextAsync("operationStorageDone");
    }

    [Test]
    public async Task NothingIsDoneBeforeTheAnswerIsSent()
    {
        RpcReply follow = await Rpc.InvokeAsync("chainHead_v1_follow", "[false]");
        await using IAsyncEnumerator<ReadOnlyMemory<byte>> events = follow.Feed!.ReadAllAsync().GetAsyncEnumerator();
        Assert.That(await events.MoveNextAsync() && await events.MoveNextAsync(), Is.True);
        ValueTask<bool> next = events.MoveNextAsync();
        RpcReply reply = await Rpc.Dispatcher.InvokeAsync("chainHead_v1_body", JsonElement.Parse($"[\"{follow.Feed.Id}\",{Genesis}]"), Rpc.Session, default);
        Assert.That(next.IsCompleted, Is.False);
        reply.Sent!();
        Assert.That(await next, Is.True);
    }

    [Test]
    public async Task ContinuingWhatDoesNotWaitIsAnError()
    {
        await using RpcChain rpc = new(new ChainHeadLimits { ItemsAtOnce = 1 });
        await using FollowedHead head = await FollowedHead.StartAsync(rpc);
        await head.BeginAsync();
        RpcReply reply = await rpc.Dispatcher.InvokeAsync(
            "chainHead_v1_body", JsonElement.Parse($"[\"{head.Id}\",\"{rpc.Chain.Genesis.Hash}\"]"), rpc.Session, default);
        string id = JsonElement.Parse(reply.Result.Span).GetProperty("operationId").GetRawText();
        Assert.That(await head.ErrorAsync("chainHead_v1_continue", id), Is.EqualTo(-32803));
        reply.Sent!();
        await head.NextAsync("operationBodyDone");
        Assert.That((await head.CallAsync("chainHead_v1_continue", "\"none\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await head.CallAsync("chainHead_v1_stopOperation", "\"none\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("""{"key":"0x"}""")]
    [TestCase("""{"key":"0x","type":"all"}""")]
    [TestCase("""{"key":"0x1","type":"value"}""")]
    [TestCase("7")]
    public async Task AQueryThatIsNoneIsRefused(string item)
    {
        await using FollowedHead head = await BeginAsync();
        Assert.That(await head.ErrorAsync("chainHead_v1_storage", Genesis, $"[{item}]", "null"), Is.EqualTo(-32602));
    }

    [Test]
    public async Task AnUnknownSubscriptionHasReachedItsLimit()
    {
        foreach (string method in (string[])["chainHead_v1_body", "chainHead_v1_call", "chainHead_v1_storage"])
        {
            string rest = method switch { "chainHead_v1_call" => ",\"Core_version\",\"0x\"", "chainHead_v1_storage" => ",[],null", _ => "" };
            Assert.That(await Rpc.CallAsync(method, $"[\"x\",{Genesis}{rest}]"), Is.EqualTo("""{"result":"limitReached"}"""), method);
        }
    }

    private async Task<FollowedHead> BeginAsync(bool withRuntime = false)
    {
        FollowedHead head = await FollowedHead.StartAsync(Rpc, withRuntime);
        await head.BeginAsync();
        return head;
    }

    private static string Items(params (string Key, string Type)[] items) =>
        $"[{string.Join(',', items.Select(item => $$"""{"key":"{{item.Key}}","type":"{{item.Type}}"}"""))}]";
}
