using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class ChildStateMethodsTests : RpcMethodsTests
{
    private const string NoTrie = "0x3a6368696c645f73746f726167653a64656661756c743a1234";

    private string _trie = null!;

    [SetUp]
    public async Task DeployAsync()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        await probe.CallAsync("put", [1, 0, 0, 0, 12, 1, 2, 3]);
        await probe.CallAsync("put", [2, 0, 0, 0, 4, 9]);
        _trie = Hex.Format([.. ":child_storage:default:"u8, .. Rpc.Chain.Best.State.ChildTries().Single()]);
    }

    [Test]
    public async Task KeysAndValuesAreThoseOfTheTrie()
    {
        string[] keys = [.. (await Rpc.ReadAsync("childstate_getKeys", $"[\"{_trie}\",\"0x\"]")).EnumerateArray().Select(static key => key.GetString()!)];
        Assert.That(keys, Is.Not.Empty.And.Ordered);
        byte[] value = Hex.Parse((await Rpc.ReadAsync("childstate_getStorage", $"[\"{_trie}\",\"{keys[0]}\"]")).GetString());
        JsonElement entries = await Rpc.ReadAsync("childstate_getStorageEntries", $"[\"{_trie}\",[\"{keys[0]}\",\"0x1234\"]]");
        Assert.Multiple(async () =>
        {
            Assert.That(await Rpc.CallAsync("childstate_getStorageSize", $"[\"{_trie}\",\"{keys[0]}\"]"), Is.EqualTo($"{value.Length}"));
            Assert.That(await Rpc.CallAsync("childstate_getStorageHash", $"[\"{_trie}\",\"{keys[0]}\"]"), Is.EqualTo($"\"{Blake2b.Hash256(value)}\""));
            Assert.That(entries.GetRawText(), Is.EqualTo($"[\"{Hex.Format(value)}\",null]"));
            Assert.That(await Rpc.CallAsync("childstate_getStorage", $"[\"{_trie}\",\"{keys[0]}\",\"{Rpc.Chain.Genesis.Hash}\"]"), Is.EqualTo("null"));
        });
    }

    [Test]
    public async Task KeysComeInPages()
    {
        string all = await Rpc.CallAsync("childstate_getKeys", $"[\"{_trie}\",\"0x\"]");
        string first = await Rpc.CallAsync("childstate_getKeysPaged", $"[\"{_trie}\",\"0x\",1]");
        string key = JsonElement.Parse(first)[0].GetString()!;
        string rest = await Rpc.CallAsync("childstate_getKeysPagedAt", $"[\"{_trie}\",null,1000,\"{key}\"]");
        Assert.That(all, Is.EqualTo(rest == "[]" ? first : $"{first[..^1]},{rest[1..]}"));
    }

    [TestCase("childstate_getStorage", "\"0x12\"", "null")]
    [TestCase("childstate_getStorageSize", "\"0x12\"", "null")]
    [TestCase("childstate_getStorageHash", "\"0x12\"", "null")]
    [TestCase("childstate_getStorageEntries", "[\"0x12\"]", "[null]")]
    [TestCase("childstate_getKeys", "\"0x\"", "[]")]
    [TestCase("childstate_getKeysPaged", "\"0x\",10", "[]")]
    public async Task ATrieThatIsNotThereIsEmpty(string method, string parameters, string answer) =>
        Assert.That(await Rpc.CallAsync(method, $"[\"{NoTrie}\",{parameters}]"), Is.EqualTo(answer));

    [TestCase("childstate_getStorage", "\"0x12\"")]
    [TestCase("childstate_getKeysPaged", "\"0x\",10")]
    public async Task AKeyOfNoChildTrieIsRefused(string method, string parameters)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, $"[\"0x1234\",{parameters}]");
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((4003, "Client error: Invalid child storage key")));
    }

    [Test]
    public async Task TooManyKeysAtOnceAreRefused() =>
        Assert.That((await Rpc.ErrorAsync("childstate_getKeysPaged", $"[\"{_trie}\",\"0x\",1001]")).Code, Is.EqualTo(4002));
}
