using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

public sealed class ArchiveMethodsTests : RpcMethodsTests
{
    private static readonly string AliceKey = Hex.Format(TestTransactions.AccountKey(DevKeypairs.Alice.AccountId));

    [Test]
    public async Task BlocksAreFoundByHeightAndHash()
    {
        Block block = await Rpc.Chain.SealAsync(default);
        Assert.That(await Rpc.CallAsync("archive_v1_genesisHash"), Is.EqualTo($"\"{Rpc.Chain.Genesis.Hash}\""));
        Assert.That(await Rpc.CallAsync("archive_v1_finalizedHeight"), Is.EqualTo("1"));
        Assert.That(await Rpc.CallAsync("archive_v1_hashByHeight", "[1]"), Is.EqualTo($"[\"{block.Hash}\"]"));
        Assert.That(await Rpc.CallAsync("archive_v1_hashByHeight", "[2]"), Is.EqualTo("[]"));
        Assert.That(await Rpc.CallAsync("archive_v1_header", $"[\"{block.Hash}\"]"), Is.EqualTo($"\"{Hex.Format(block.EncodedHeader.Span)}\""));
        Assert.That(
            (await Rpc.ReadAsync("archive_v1_body", $"[\"{block.Hash}\"]")).EnumerateArray().Select(x => x.GetString()),
            Is.EqualTo(block.Extrinsics.Select(x => Hex.Format(x.Span))));
    }

    [TestCase("archive_v1_header", "")]
    [TestCase("archive_v1_body", "")]
    [TestCase("archive_v1_call", ",\"Core_version\",\"0x\"")]
    public async Task AnUnknownBlockIsNull(string method, string rest)
    {
        Assert.That(await Rpc.CallAsync(method, $"[\"{default(Hash256)}\"{rest}]"), Is.EqualTo("null"));
        Assert.That((await Rpc.ErrorAsync(method, "[\"0x12\"]")).Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task ACallTellsItsSuccess()
    {
        string genesis = $"\"{Rpc.Chain.Genesis.Hash}\"";
        Assert.That(
            await Rpc.CallAsync("archive_v1_call", $"[{genesis},\"AccountNonceApi_account_nonce\",\"{DevKeypairs.Alice.AccountId}\"]"),
            Is.EqualTo("""{"success":true,"value":"0x00000000"}"""));
        JsonElement failed = await Rpc.ReadAsync("archive_v1_call", $"[{genesis},\"Nothing_here\",\"0x\"]");
        Assert.That(failed.GetProperty("success").GetBoolean(), Is.False);
        Assert.That(failed.GetProperty("error").GetString(), Does.Contain("Nothing_here"));
    }

    [Test]
    public async Task StorageComesItemByItemAndEnds()
    {
        string value = Hex.Format(Rpc.Chain.Genesis.State.Get(Hex.Parse(AliceKey))!.Value.Span);
        List<string> events = await EventsAsync(
            "archive_v1_storage", $$"""["{{Rpc.Chain.Genesis.Hash}}",[{"key":"{{AliceKey}}","type":"value"},{"key":"0x00","type":"value"}],null]""", "archive_v1_storageEvent");
        Assert.That(events, Is.EqualTo(new[] { $$"""{"event":"storage","key":"{{AliceKey}}","value":"{{value}}"}""", """{"event":"storageDone"}""" }));
    }

    [Test]
    public async Task ASearchIsWholeAndResumesBehindAKey()
    {
        string[] keys = [.. Rpc.Chain.Genesis.State.Keys([]).Select(key => Hex.Format(key))];
        string query = $$"""{"key":"0x","type":"descendantsHashes"}""";
        List<string> all = await EventsAsync("archive_v1_storage", $"[\"{Rpc.Chain.Genesis.Hash}\",[{query}],null]", "archive_v1_storageEvent");
        Assert.That(all.SkipLast(1).Select(KeyOf), Is.EqualTo(keys));
        query = $$"""{"key":"0x","type":"descendantsValues","paginationStartKey":"{{keys[^3]}}"}""";
        List<string> rest = await EventsAsync("archive_v1_storage", $"[\"{Rpc.Chain.Genesis.Hash}\",[{query}],null]", "archive_v1_storageEvent");
        Assert.That(rest.SkipLast(1).Select(KeyOf), Is.EqualTo(keys[^2..]));
    }

    [Test]
    public async Task OnlyASearchResumes() => Assert.That(
        (await Rpc.ErrorAsync("archive_v1_storage", $$"""["{{Rpc.Chain.Genesis.Hash}}",[{"key":"0x","type":"value","paginationStartKey":"0x"}],null]""")).Code,
        Is.EqualTo(-32602));

    [TestCase("archive_v1_storage", "storageError")]
    [TestCase("archive_v1_storageDiff", "storageDiffError")]
    public async Task StorageOfAnUnknownBlockIsAnErrorEvent(string method, string name)
    {
        List<string> events = await EventsAsync(method, $"[\"{default(Hash256)}\",[],null]", method + "Event");
        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That(JsonElement.Parse(events[0]).GetProperty("event").GetString(), Is.EqualTo(name));
    }

    [Test]
    public async Task TheDifferenceOfABlockIsThatToItsParent()
    {
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, new AccountId(Blake2b.Hash256([7]).Span), 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        List<string> events = await EventsAsync("archive_v1_storageDiff", $"[\"{block.Hash}\"]", "archive_v1_storageDiffEvent");
        IReadOnlyList<StateChange> changes = block.State.ChangesSince(Rpc.Chain.Genesis.State);
        Assert.That(events.SkipLast(1).Select(KeyOf), Is.EqualTo(changes.Where(change => change.TrieId is null).Select(change => Hex.Format(change.Key))));
        Assert.That(events[^1], Is.EqualTo("""{"event":"storageDiffDone"}"""));
        Assert.That(TypeOf(AliceKey), Is.EqualTo("modified"));
        Assert.That(TypeOf(Hex.Format(TestTransactions.AccountKey(new AccountId(Blake2b.Hash256([7]).Span)))), Is.EqualTo("added"));

        string? TypeOf(string key) => JsonElement.Parse(events.Single(text => text.Contains(key, StringComparison.Ordinal))).GetProperty("type").GetString();
    }

    [Test]
    public async Task TheDifferenceBackwardsTellsWhatWasDeleted()
    {
        AccountId fresh = new(Blake2b.Hash256([7]).Span);
        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, fresh, 1_000_000_000_000, 0));
        Block block = await Rpc.Chain.SealAsync(default);
        string key = Hex.Format(TestTransactions.AccountKey(fresh));
        string hash = Blake2b.Hash256(block.State.Get(Hex.Parse(key))!.Value.Span).ToString();
        List<string> events = await EventsAsync(
            "archive_v1_storageDiff",
            $$"""["{{Rpc.Chain.Genesis.Hash}}",[{"key":"{{key}}","returnType":"hash"}],"{{block.Hash}}"]""",
            "archive_v1_storageDiffEvent");
        Assert.That(events, Is.EqualTo(new[] { $$"""{"event":"storageDiff","key":"{{key}}","hash":"{{hash}}","type":"deleted"}""", """{"event":"storageDiffDone"}""" }));
    }

    [Test]
    public async Task StoppingEndsTheNotifications()
    {
        RpcReply reply = await Rpc.InvokeAsync("archive_v1_storage", $$"""["{{Rpc.Chain.Genesis.Hash}}",[{"key":"0x","type":"descendantsValues"}],null]""");
        Assert.That(await Rpc.CallAsync("archive_v1_stopStorage", $"[\"{reply.Feed!.Id}\"]"), Is.EqualTo("null"));
        Assert.That(await reply.Feed.ReadAllAsync().CountAsync(), Is.Zero);
        Assert.That(await Rpc.CallAsync("archive_v1_stopStorage", "[\"none\"]"), Is.EqualTo("null"));
    }

    private static string? KeyOf(string notification) => JsonElement.Parse(notification).GetProperty("key").GetString();

    private async Task<List<string>> EventsAsync(string method, string parameters, string notificationMethod)
    {
        RpcReply reply = await Rpc.InvokeAsync(method, parameters);
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo(notificationMethod));
        List<string> events = await reply.Feed.ReadAllAsync().Select(notification => JsonElement.Parse(notification.Span).GetRawText()).ToListAsync();
        Assert.That(Rpc.Session.Count, Is.Zero, "what is over is forgotten");
        return events;
    }
}
