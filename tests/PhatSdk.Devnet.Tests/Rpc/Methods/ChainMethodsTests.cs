using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class ChainMethodsTests : RpcMethodsTests
{
    [TestCase("[0]")]
    [TestCase("[\"0x0\"]")]
    [TestCase("[]")]
    [TestCase("[null]")]
    public async Task TheGenesisHashIsFoundByNumberAndAsTheBestBlock(string parameters) =>
        Assert.That(await Rpc.CallAsync("chain_getBlockHash", parameters), Is.EqualTo($"\"{Rpc.Chain.Genesis.Hash}\""));

    [Test]
    public async Task HashesOfSeveralNumbersComeAsAList()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await Rpc.CallAsync("chain_getBlockHash", "[[0, \"0x1\", 9]]"), Is.EqualTo($"[\"{Rpc.Chain.Genesis.Hash}\",\"{block.Hash}\",null]"));
    }

    [TestCase("chain_getBlockHash", "[7]")]
    [TestCase("chain_getHeader", "[\"0x0000000000000000000000000000000000000000000000000000000000000000\"]")]
    [TestCase("chain_getBlock", "[\"0x0000000000000000000000000000000000000000000000000000000000000000\"]")]
    public async Task WhatIsNotThereIsNull(string method, string parameters) =>
        Assert.That(await Rpc.CallAsync(method, parameters), Is.EqualTo("null"));

    [Test]
    public async Task AHeaderIsWrittenAsNodesDo()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(
            await Rpc.CallAsync("chain_getHeader"),
            Is.EqualTo($$$"""
                {"parentHash":"{{{Rpc.Chain.Genesis.Hash}}}","number":"0x1","stateRoot":"{{{block.Header.StateRoot}}}","extrinsicsRoot":"{{{block.Header.ExtrinsicsRoot}}}","digest":{"logs":[]}}
                """));
    }

    [Test]
    public async Task TheHashOfABlockIsThatOfItsHeaderAsWritten()
    {
        await Rpc.Chain.SealAsync(default);
        JsonElement written = await Rpc.ReadAsync("chain_getHeader");
        Header header = new()
        {
            ParentHash = Hash256.Parse(written.GetProperty("parentHash").GetString()!),
            Number = RpcArguments.Number(written.GetProperty("number"), "number"),
            StateRoot = Hash256.Parse(written.GetProperty("stateRoot").GetString()!),
            ExtrinsicsRoot = Hash256.Parse(written.GetProperty("extrinsicsRoot").GetString()!),
            Logs = [.. written.GetProperty("digest").GetProperty("logs").EnumerateArray().Select(log => (ReadOnlyMemory<byte>)Hex.Parse(log.GetString()))],
        };
        Assert.That(Blake2b.Hash256(header.Encode()), Is.EqualTo(Rpc.Chain.Best.Hash));
    }

    [Test]
    public async Task ABlockHoldsItsExtrinsics()
    {
        byte[] transfer = await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0);
        Rpc.Chain.Submit(transfer);
        Block block = await Rpc.Chain.SealAsync(default);
        JsonElement written = await Rpc.ReadAsync("chain_getBlock", $"[\"{block.Hash}\"]");
        JsonElement extrinsics = written.GetProperty("block").GetProperty("extrinsics");
        Assert.Multiple(() =>
        {
            Assert.That(extrinsics.GetArrayLength(), Is.EqualTo(2));
            Assert.That(extrinsics[1].GetString(), Is.EqualTo(Hex.Format(transfer)));
            Assert.That(written.GetProperty("block").GetProperty("header").GetProperty("number").GetString(), Is.EqualTo("0x1"));
            Assert.That(written.GetProperty("justifications").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task TheFinalizedHeadIsTheBest()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await Rpc.CallAsync("chain_getFinalizedHead"), Is.EqualTo($"\"{block.Hash}\""));
        Assert.That(await Rpc.CallAsync("chain_getFinalisedHead"), Is.EqualTo($"\"{block.Hash}\""));
    }

    [TestCase("chain_subscribeNewHeads", "chain_newHead")]
    [TestCase("chain_subscribeNewHead", "chain_newHead")]
    [TestCase("chain_subscribeAllHeads", "chain_allHead")]
    [TestCase("chain_subscribeFinalizedHeads", "chain_finalizedHead")]
    public async Task HeadsComeFromTheNewestOn(string method, string notification)
    {
        await Rpc.Chain.SealAsync(default);
        RpcReply reply = await Rpc.InvokeAsync(method, "[]");
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo(notification));
        await Rpc.Chain.SealAsync(default);
        await Rpc.Chain.SealAsync(default);
        List<string> numbers = await reply.Feed.ReadAllAsync().Take(3).Select(head => JsonElement.Parse(head.Span).GetProperty("number").GetString()!).ToListAsync();
        Assert.That(string.Join(", ", numbers), Is.EqualTo("0x1, 0x2, 0x3"));
    }

    [Test]
    public async Task UnsubscribingEndsTheNotificationsOnce()
    {
        RpcReply reply = await Rpc.InvokeAsync("chain_subscribeNewHeads", "[]");
        Assert.That(Rpc.Chain.BestBlocks.Followers, Is.EqualTo(1));
        Assert.That(await Rpc.CallAsync("chain_unsubscribeNewHeads", $"[\"{reply.Feed!.Id}\"]"), Is.EqualTo("true"));
        Assert.That(await reply.Feed.ReadAllAsync().CountAsync(), Is.Zero);
        Assert.That(Rpc.Chain.BestBlocks.Followers, Is.Zero);
        Assert.That(await Rpc.CallAsync("chain_unsubscribeNewHeads", $"[\"{reply.Feed.Id}\"]"), Is.EqualTo("false"));
    }

    [TestCase("chain_getBlockHash", "[-1]", "number: -1 is no number of 32 bits")]
    [TestCase("chain_getBlockHash", "[\"12\"]", "number: \"12\" is no number of 32 bits")]
    [TestCase("chain_getHeader", "[\"0x12\"]", "hash: \"0x12\" is no hash of 32 bytes")]
    [TestCase("chain_getBlock", "[5]", "hash: 5 is no hash of 32 bytes")]
    [TestCase("chain_unsubscribeNewHeads", "[]", "subscription: missing (argument 0)")]
    [TestCase("chain_getHeader", "{\"hash\":1}", "params: {\"hash\":1} is no array")]
    public async Task BadArgumentsAreNamed(string method, string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, parameters);
        Assert.That((error.Code, error.ErrorMessage, error.ErrorData), Is.EqualTo((-32602, "Invalid params", reason)));
    }
}
