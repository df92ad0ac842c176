using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class DevMethodsTests : RpcMethodsTests
{
    [TestCase("[]", 1u)]
    [TestCase("[null]", 1u)]
    [TestCase("[{}]", 1u)]
    [TestCase("[{\"count\":3}]", 3u)]
    [TestCase("[{\"to\":4}]", 4u)]
    [TestCase("[{\"to\":0}]", 0u)]
    public async Task BlocksAreMadeAndTheLastIsNamed(string parameters, uint number)
    {
        string hash = await Rpc.CallAsync("dev_newBlock", parameters);
        Assert.That(Rpc.Chain.Best.Number, Is.EqualTo(number));
        Assert.That(hash, Is.EqualTo($"\"{Rpc.Chain.Best.Hash}\""));
    }

    [TestCase("[3]", "options: 3 is no object")]
    [TestCase("[{\"count\":\"many\"}]", "count: \"many\" is no number of 32 bits")]
    [TestCase("[{\"count\":4000000000}]", "count: 4000000000 blocks are more than 100000")]
    public async Task BadArgumentsAreNamed(string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync("dev_newBlock", parameters);
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, reason)));
        Assert.That(Rpc.Chain.Best.Number, Is.Zero);
    }

    [Test]
    public async Task ABlockOfGivenTransactionsHoldsThemAlone()
    {
        Rpc.Chain.Submit(await TransferAsync(DevKeypairs.Bob, 0));
        byte[] given = await TransferAsync(DevKeypairs.Alice, 0);
        await Rpc.CallAsync("dev_newBlock", $"[{{\"transactions\":[\"{Hex.Format(given)}\"]}}]");
        Assert.That(Rpc.Chain.Best.TransactionHashes, Is.EqualTo((Hash256[])[Blake2b.Hash256(given)]));
        Assert.That(Rpc.Chain.Pool.Counts.Ready, Is.EqualTo(1));
        RpcErrorException stale = await Rpc.ErrorAsync("dev_newBlock", $"[{{\"transactions\":[\"{Hex.Format(given)}\"]}}]");
        Assert.That((stale.Code, stale.ErrorData), Is.EqualTo((1010, "Transaction is outdated")));
    }

    [TestCase("dmp")]
    [TestCase("unsafeBlockHeight")]
    public async Task WhatIsNotOfferedIsRefusedByName(string option) =>
        Assert.That((await Rpc.ErrorAsync("dev_newBlock", $"[{{\"{option}\":1}}]")).ErrorData, Is.EqualTo($"options.{option}: the devnet does not offer it"));

    [TestCase("1", 1u)]
    [TestCase("-2", 1u)]
    [TestCase("0", 3u)]
    public async Task TheHeadIsSetByNumber(string number, uint expected)
    {
        await Rpc.CallAsync("dev_newBlock", "[{\"count\":3}]");
        string hash = await Rpc.CallAsync("dev_setHead", $"[{number}]");
        Assert.That(Rpc.Chain.Best.Number, Is.EqualTo(expected));
        Assert.That(hash, Is.EqualTo($"\"{Rpc.Chain.Best.Hash}\""));
    }

    [Test]
    public async Task TheHeadIsSetByHash()
    {
        await Rpc.CallAsync("dev_newBlock", "[{\"count\":3}]");
        await Rpc.CallAsync("dev_setHead", $"[\"{Rpc.Chain.Genesis.Hash}\"]");
        Assert.That(Rpc.Chain.Best.Number, Is.Zero);
        Assert.That((await Rpc.ErrorAsync("dev_setHead", "[7]")).ErrorData, Is.EqualTo("hashOrNumber: there is no block 7"));
        Assert.That((await Rpc.ErrorAsync("dev_setHead", $"[\"0x{new string('7', 64)}\"]")).ErrorData, Does.StartWith("there is no block 0x777"));
    }

    [Test]
    public async Task ValuesAreSet()
    {
        string hash = await Rpc.CallAsync("dev_setStorage", "[[[\"0x1234\",\"0xff\"],[\"0x5678\",null]]]");
        Assert.That(hash, Is.EqualTo($"\"{Rpc.Chain.Best.Hash}\""));
        await Rpc.CallAsync("dev_newBlock");
        Assert.That(await Rpc.CallAsync("state_getStorage", "[\"0x1234\"]"), Is.EqualTo("\"0xff\""));
        await Rpc.CallAsync("dev_setStorage", "[[[\"0x1234\",null]]]");
        Assert.That(await Rpc.CallAsync("state_getStorage", "[\"0x1234\"]"), Is.EqualTo("null"));
    }

    [TestCase("[{\"System\":{}}]")]
    [TestCase("[[[\"0x12\"]]]")]
    [TestCase("[[[\"0x12\",\"zz\"]]]")]
    [TestCase("[[[\"0x3a6368696c645f73746f726167653a64656661756c743a78\",\"0x00\"]]]")]
    public async Task ValuesThatCannotBeSetAreRefused(string parameters) =>
        Assert.That((await Rpc.ErrorAsync("dev_setStorage", parameters)).Code, Is.EqualTo(-32602));

    [TestCase("dev_timeTravel", "[\"Jan 1, 2100\"]", 4102444800000ul)]
    [TestCase("dev_timeTravel", "[\"2100-01-01T00:00:00Z\"]", 4102444800000ul)]
    [TestCase("dev_setTime", "[4102444800000]", 4102444800000ul)]
    public async Task TimeIsTravelled(string method, string parameters, ulong expected)
    {
        Assert.That(await Rpc.CallAsync(method, parameters), Is.EqualTo(expected.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await Rpc.CallAsync("dev_newBlock");
        Assert.That(Rpc.Chain.Best.TimestampMs, Is.EqualTo(expected));
        Assert.That((await Rpc.ErrorAsync(method, parameters)).ErrorData, Does.Contain(expected.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That((await Rpc.ErrorAsync(method, "[\"someday\"]")).ErrorData, Is.EqualTo("date: \"someday\" is neither milliseconds since 1970 nor a date"));
    }

    [Test]
    public async Task SnapshotsAreRevertedTo()
    {
        string id = await Rpc.CallAsync("dev_snapshot");
        await Rpc.CallAsync("dev_newBlock");
        Assert.That(await Rpc.CallAsync("dev_revert", $"[{id}]"), Is.EqualTo($"\"{Rpc.Chain.Genesis.Hash}\""));
        Assert.That(Rpc.Chain.Best.Number, Is.Zero);
        Assert.That((await Rpc.ErrorAsync("dev_revert", "[\"0x99\"]")).ErrorData, Is.EqualTo("snapshot: there is none of the id \"0x99\""));
    }

    [Test]
    public async Task TheModeIsSet()
    {
        await Rpc.CallAsync("dev_setBlockBuildMode", "[\"Instant\"]");
        Assert.That(Rpc.Chain.Sealing, Is.SameAs(SealPolicy.Instant));
        await Rpc.CallAsync("dev_setBlockBuildMode", "[\"Manual\"]");
        Assert.That(Rpc.Chain.Sealing, Is.SameAs(SealPolicy.OnDemand));
        Assert.That((await Rpc.ErrorAsync("dev_setBlockBuildMode", "[\"Never\"]")).ErrorData, Is.EqualTo("mode: \"Never\" is none of Batch, Instant and Manual"));
    }

    [Test]
    public async Task ANodeThatSealsByHandForksAndFinalizes()
    {
        await Rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        Assert.That((await Rpc.ErrorAsync("engine_createBlock", "[false,false]")).Code, Is.EqualTo(20_001));
        JsonElement first = await Rpc.ReadAsync("engine_createBlock", "[true,false,null]");
        JsonElement fork = await Rpc.ReadAsync("engine_createBlock", $"[true,false,\"{Rpc.Chain.Genesis.Hash}\"]");
        Assert.That(fork.GetProperty("hash").GetString(), Is.Not.EqualTo(first.GetProperty("hash").GetString()));
        Assert.That(await Rpc.CallAsync("engine_finalizeBlock", $"[\"{fork.GetProperty("hash").GetString()}\"]"), Is.EqualTo("true"));
        Assert.That(Rpc.Chain.Best.Hash.ToString(), Is.EqualTo(fork.GetProperty("hash").GetString()));
        Assert.That((await Rpc.ErrorAsync("engine_finalizeBlock", $"[\"{first.GetProperty("hash").GetString()}\"]")).Code, Is.EqualTo(-32602));
    }

    private Task<byte[]> TransferAsync(Keypair from, uint nonce) => Rpc.Transactions.TransferAsync(from, DevKeypairs.Charlie.AccountId, 1_000_000_000_000, nonce);
}
