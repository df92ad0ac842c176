using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Metadata;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class StateMethodsTests : RpcMethodsTests
{
    private static readonly string AliceKey = Hex.Format(TestTransactions.AccountKey(DevKeypairs.Alice.AccountId));
    private static readonly string AccountPrefix = AliceKey[..66];

    [Test]
    public async Task MetadataIsOfVersion14()
    {
        JsonElement metadata = await Rpc.ReadAsync("state_getMetadata");
        RuntimeMetadata decoded = RuntimeMetadata.Decode(Hex.Parse(metadata.GetString()));
        Assert.That((decoded.Version, decoded["Balances"].Index), Is.EqualTo((14, (byte)2)));
    }

    [TestCase("[]")]
    [TestCase("[null]")]
    public async Task TheRuntimeVersionHasAllThatClientsRead(string parameters)
    {
        JsonElement version = await Rpc.ReadAsync("state_getRuntimeVersion", parameters);
        Assert.Multiple(() =>
        {
            Assert.That(version.GetProperty("specName").GetString(), Is.EqualTo("phat-devnet"));
            Assert.That(version.GetProperty("implName").GetString(), Is.EqualTo("phat-devnet"));
            Assert.That(version.GetProperty("authoringVersion").GetUInt32(), Is.EqualTo(1));
            Assert.That(version.GetProperty("specVersion").GetUInt32(), Is.EqualTo(100));
            Assert.That(version.GetProperty("implVersion").GetUInt32(), Is.EqualTo(1));
            Assert.That(version.GetProperty("transactionVersion").GetUInt32(), Is.EqualTo(1));
            Assert.That(version.GetProperty("stateVersion").GetUInt32(), Is.EqualTo(1));
            JsonElement core = version.GetProperty("apis").EnumerateArray().Single(api => api[0].GetString() == "0xdf6acb689907609b");
            Assert.That(core[1].GetUInt32(), Is.EqualTo(5));
        });
    }

    [Test]
    public async Task ARuntimeCallGivesTheEncodedResult() =>
        Assert.That(
            await Rpc.CallAsync("state_call", $"[\"AccountNonceApi_account_nonce\",\"{DevKeypairs.Alice.AccountId}\"]"),
            Is.EqualTo("\"0x00000000\""));

    [TestCase("\"\"")]
    [TestCase("\"0x\"")]
    public async Task NoArgumentsMayBeWrittenInTwoWays(string data)
    {
        JsonElement versions = await Rpc.ReadAsync("state_call", $"[\"Metadata_metadata_versions\",{data}]");
        Assert.That(versions.GetString(), Does.Contain("0e000000").And.Contain("0f000000"));
    }

    [Test]
    public async Task AnUnknownRuntimeMethodIsNamed()
    {
        RpcErrorException error = await Rpc.ErrorAsync("state_call", "[\"No_such_thing\",\"0x\"]");
        Assert.That(error.Code, Is.EqualTo(4003));
        Assert.That(error.ErrorMessage, Does.Contain("No_such_thing"));
    }

    [Test]
    public async Task ARuntimeThatPanicsSaysWhy()
    {
        RpcErrorException error = await Rpc.ErrorAsync("state_call", "[\"AccountNonceApi_account_nonce\",\"0x01\"]");
        Assert.That(error.Code, Is.EqualTo(4003));
        Assert.That(error.ErrorMessage, Does.StartWith("Client error: Execution failed: AccountNonceApi_account_nonce"));
    }

    [Test]
    public async Task AValueIsReadAtTheBlockThatIsNamed()
    {
        string before = await Rpc.CallAsync("state_getStorage", $"[\"{AliceKey}\"]");
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        string after = await Rpc.CallAsync("state_getStorage", $"[\"{AliceKey}\"]");
        Assert.Multiple(async () =>
        {
            Assert.That(after, Is.Not.EqualTo(before));
            Assert.That(await Rpc.CallAsync("state_getStorage", $"[\"{AliceKey}\",\"{Rpc.Chain.Genesis.Hash}\"]"), Is.EqualTo(before));
            Assert.That(await Rpc.CallAsync("state_getStorageAt", $"[\"{AliceKey}\",\"{block.Hash}\"]"), Is.EqualTo(after));
        });
    }

    [Test]
    public async Task SizeAndHashAreThoseOfTheValue()
    {
        byte[] value = Hex.Parse((await Rpc.ReadAsync("state_getStorage", $"[\"{AliceKey}\"]")).GetString());
        Assert.That(await Rpc.CallAsync("state_getStorageSize", $"[\"{AliceKey}\"]"), Is.EqualTo($"{value.Length}"));
        Assert.That(await Rpc.CallAsync("state_getStorageHash", $"[\"{AliceKey}\"]"), Is.EqualTo($"\"{Blake2b.Hash256(value)}\""));
    }

    [Test]
    public async Task TheCodeHasAHash() =>
        Assert.That(
            await Rpc.CallAsync("state_getStorageHash", "[\"0x3a636f6465\"]"),
            Is.EqualTo($"\"{Blake2b.Hash256(Rpc.Chain.Runtime.Code.Span)}\""));

    [TestCase("state_getStorage")]
    [TestCase("state_getStorageSize")]
    [TestCase("state_getStorageHash")]
    public async Task WhatIsNotThereIsNull(string method) => Assert.That(await Rpc.CallAsync(method, "[\"0x1234\"]"), Is.EqualTo("null"));

    [Test]
    public async Task AnUnknownBlockIsAnError()
    {
        RpcErrorException error = await Rpc.ErrorAsync("state_getStorage", $"[\"0x12\",\"{default(Hash256)}\"]");
        Assert.That(error.Code, Is.EqualTo(4003));
        Assert.That(error.ErrorMessage, Does.Contain(default(Hash256).ToString()));
    }

    [Test]
    public async Task KeysComeInPagesEachAfterTheOneBefore()
    {
        List<string> keys = [];
        string after = "null";
        while (true)
        {
            JsonElement page = await Rpc.ReadAsync("state_getKeysPaged", $"[\"{AccountPrefix}\",4,{after}]");
            Assert.That(page.GetArrayLength(), Is.LessThanOrEqualTo(4));
            if (page.GetArrayLength() == 0)
            {
                break;
            }

            keys.AddRange(page.EnumerateArray().Select(key => key.GetString()!));
            after = $"\"{keys[^1]}\"";
        }

        Assert.That(keys, Has.Count.GreaterThanOrEqualTo(6).And.Ordered.And.Unique.And.Contain(AliceKey));
        Assert.That(keys, Has.All.StartsWith(AccountPrefix));
    }

    [Test]
    public async Task TheStartKeyMayBeThePrefix()
    {
        JsonElement page = await Rpc.ReadAsync("state_getKeysPaged", $"[\"{AccountPrefix}\",1000,\"{AccountPrefix}\"]");
        Assert.That(page.GetArrayLength(), Is.GreaterThanOrEqualTo(6));
    }

    [Test]
    public async Task PagesEndWhereThePrefixIsAKey()
    {
        Assert.That(await Rpc.CallAsync("state_getKeysPaged", $"[\"{AliceKey}\",1]"), Is.EqualTo($"[\"{AliceKey}\"]"));
        Assert.That(await Rpc.CallAsync("state_getKeysPaged", $"[\"{AliceKey}\",1,\"{AliceKey}\"]"), Is.EqualTo("[]"));
    }

    [Test]
    public async Task TooManyKeysAtOnceAreRefused()
    {
        RpcErrorException error = await Rpc.ErrorAsync("state_getKeysPaged", "[\"0x\",1001]");
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((4002, "count exceeds maximum value. value: 1001, max: 1000")));
    }

    [Test]
    public async Task SeveralValuesAreReadAtOnce()
    {
        JsonElement result = await Rpc.ReadAsync("state_queryStorageAt", $"[[\"{AliceKey}\",\"0x1234\"]]");
        string value = (await Rpc.ReadAsync("state_getStorage", $"[\"{AliceKey}\"]")).GetString()!;
        Assert.That(
            result.GetRawText(),
            Is.EqualTo($$"""[{"block":"{{Rpc.Chain.Best.Hash}}","changes":[["{{AliceKey}}","{{value}}"],["0x1234",null]]}]"""));
    }

    [Test]
    public async Task KeysAndPairsAreThoseOfThePrefix()
    {
        JsonElement keys = await Rpc.ReadAsync("state_getKeys", $"[\"{AccountPrefix}\"]");
        JsonElement pairs = await Rpc.ReadAsync("state_getPairs", $"[\"{AccountPrefix}\"]");
        string value = (await Rpc.ReadAsync("state_getStorage", $"[\"{AliceKey}\"]")).GetString()!;
        Assert.That(pairs.EnumerateArray().Select(static pair => pair[0].GetString()), Is.EqualTo(keys.EnumerateArray().Select(static key => key.GetString())));
        Assert.That(pairs.EnumerateArray().Single(static pair => pair[0].GetString() == AliceKey)[1].GetString(), Is.EqualTo(value));
    }

    [Test]
    public async Task TheSizeOfAPrefixIsThatOfAllItsValues()
    {
        JsonElement pairs = await Rpc.ReadAsync("state_getPairs", $"[\"{AccountPrefix}\"]");
        int sum = pairs.EnumerateArray().Sum(static pair => Hex.Parse(pair[1].GetString()).Length);
        Assert.That(await Rpc.CallAsync("state_getStorageSize", $"[\"{AccountPrefix}\"]"), Is.EqualTo($"{sum}"));
    }

    [Test]
    public async Task ARangeOfBlocksTellsWhatChanged()
    {
        string genesis = $"\"{Rpc.Chain.Genesis.Hash}\"";
        string before = await Rpc.CallAsync("state_getStorage", $"[\"{AliceKey}\"]");
        Block empty = await Rpc.Chain.SealAsync(default);
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        string after = await Rpc.CallAsync("state_getStorage", $"[\"{AliceKey}\"]");
        string expected = $$"""[{"block":{{genesis}},"changes":[["{{AliceKey}}",{{before}}]]},{"block":"{{block.Hash}}","changes":[["{{AliceKey}}",{{after}}]]}]""";
        Assert.That(await Rpc.CallAsync("state_queryStorage", $"[[\"{AliceKey}\"],{genesis}]"), Is.EqualTo(expected));
        Assert.That(await Rpc.CallAsync("state_queryStorage", $"[[\"{AliceKey}\"],{genesis},\"{empty.Hash}\"]"), Does.Not.Contain(block.Hash.ToString()));
        RpcErrorException backwards = await Rpc.ErrorAsync("state_queryStorage", $"[[\"{AliceKey}\"],\"{block.Hash}\",{genesis}]");
        Assert.That((backwards.Code, backwards.ErrorMessage), Is.EqualTo((4001, $"Cannot resolve a block range ['{block.Hash}' ... '{Rpc.Chain.Genesis.Hash}']. from number > to number")));
    }

    [Test]
    public async Task BlocksOfTwoForksAreNoRange()
    {
        await Rpc.Chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        Block one = await Rpc.Chain.SealAsync(default);
        Block other = await Rpc.Chain.SealOnAsync(Rpc.Chain.Genesis.Hash, [], default);
        Assert.That((await Rpc.ErrorAsync("state_queryStorage", $"[[],\"{one.Hash}\",\"{other.Hash}\"]")).ErrorMessage, Does.EndWith("from and to are on different forks"));
    }

    [Test]
    public async Task NothingIsLeftToMigrate() =>
        Assert.That(await Rpc.CallAsync("state_trieMigrationStatus"), Is.EqualTo("""{"topRemainingToMigrate":0,"childRemainingToMigrate":0}"""));

    [TestCase("state_getStorage", "[]", "key: missing (argument 0)")]
    [TestCase("state_getStorage", "[\"0x1\"]", "key: \"0x1\" is no hexadecimal text of whole bytes")]
    [TestCase("state_getStorage", "[\"0x12\",\"best\"]", "hash: \"best\" is no hash of 32 bytes")]
    [TestCase("state_call", "[\"Core_version\",\"zz\"]", "data: \"zz\" is no hexadecimal text of whole bytes")]
    [TestCase("state_call", "[1,\"0x\"]", "method: 1 is no text")]
    [TestCase("state_queryStorageAt", "[\"0x12\"]", "keys: \"0x12\" is no array")]
    [TestCase("state_getKeysPaged", "[\"0x\"]", "count: missing (argument 1)")]
    public async Task BadArgumentsAreNamed(string method, string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, parameters);
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, reason)));
    }
}
