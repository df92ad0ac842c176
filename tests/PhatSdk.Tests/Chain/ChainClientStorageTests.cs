using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Chain.Backends;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

/// <summary>Storage in all the ways in which it is read, from nodes that answer as they should, and from others.</summary>
internal sealed class ChainClientStorageTests
{
    private static readonly AccountId Alice = AccountId.Parse("0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee");
    private static readonly StorageKey Accounts = StorageKey.Create("System", "Account");
    private static readonly StorageKey LastUpgrade = StorageKey.Create("System", "LastRuntimeUpgrade");

    private FakeNode _node = null!;
    private ChainClient _chain = null!;

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(head: 30);
        _node.Connection.Answer("state_getKeysPaged", parameters => KeysOf(RecordedBlocks.At(30).State.Keys, parameters));
        _chain = await ChainClient.ConnectAsync(_node.Connection, new ChainClientOptions { TimeProvider = new InstantTimeProvider() });
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task MapIsReadWithItsKeys()
    {
        List<StorageItem> items = await ListAsync(_chain.ReadStorageMapAsync("System", "Account"));

        Assert.That(items, Has.Count.GreaterThan(1));
        StorageItem alice = items.Single(item => item.Keys[0]!.AsAccountId() == Alice);
        Assert.That(alice.Value, Is.EqualTo(await _chain.GetStorageAsync("System", "Account", [Alice])));
        Assert.That(alice.Key, Is.EqualTo(StorageKey.Create(_chain.Metadata, "System", "Account", Alice)));
        List<StorageItem<AccountInfo>> typed = await ListAsync(_chain.ReadStorageMapAsync(Accounts, AccountInfo.Decode));
        Assert.That(typed.Select(item => item.Key), Is.EqualTo(items.Select(item => item.Key)));
        Assert.That(typed.Single(item => item.Key.Equals(alice.Key)).Value, Is.EqualTo(await _chain.GetAccountAsync(Alice)));
    }

    [Test]
    public async Task KeysThatTheHasherKeepsAreReadAndOthersAreNot()
    {
        RuntimeMetadata metadata = _chain.Metadata;
        foreach (PalletMetadata pallet in metadata.Pallets)
        {
            foreach (StorageEntryMetadata entry in pallet.Storage.Where(entry => entry.Hashers.Count > 0))
            {
                StorageEntryKeys keys = new(_chain.Runtime, pallet.Name, entry.Name);
                StorageKey prefix = keys.PrefixOf([]);
                foreach (string key in RecordedBlocks.At(30).State.Keys.Where(key => key.StartsWith(prefix.ToString(), StringComparison.Ordinal)))
                {
                    IReadOnlyList<ScaleValue?> read = keys.Read(Hex.Parse(key));
                    if (read.All(value => value is not null))
                    {
                        Assert.That(keys.KeyOf(read!).ToString(), Is.EqualTo(key));
                    }
                }
            }
        }

        Assert.That(await ListAsync(_chain.ReadStorageMapAsync("System", "BlockHash")), Is.Not.Empty);
    }

    [Test]
    public async Task MapIsReadPageByPageInOneBlock()
    {
        byte[][] keys = [.. Enumerable.Range(0, 1500).Select(index => (byte[])[.. Accounts.Bytes.Span, (byte)(index >> 8), (byte)index])];
        _node.Connection.Answer("state_getKeysPaged", parameters => KeysOf(keys.Select(key => Hex.Format(key)), parameters));

        List<StorageKey> read = await ListAsync(_chain.ReadStorageKeysAsync(Accounts));

        Assert.That(read.Select(key => key.ToString()), Is.EqualTo(keys.Select(key => Hex.Format(key))));
        JsonElement[] pages = [.. _node.Connection.Calls.Where(call => call.Method == "state_getKeysPaged").Select(call => call.Parameters)];
        Assert.That(pages, Has.Length.EqualTo(3));
        Assert.That(pages.Select(page => page[3].GetString()), Is.All.EqualTo(FakeNode.HashOf(30).ToString()));
    }

    [Test]
    public void PagesThatLieAreRefused()
    {
        string first = Hex.Format([.. Accounts.Bytes.Span, 1]);
        string second = Hex.Format([.. Accounts.Bytes.Span, 2]);
        AssertRefused("comes after", Page([second, first]));
        AssertRefused("comes after", Page([first, first]));
        AssertRefused("does not start with", Page(["0x0102"]));
        AssertRefused("where at most", Page([.. Enumerable.Repeat(first, 513)]));
        string[] full = [.. Enumerable.Range(0, 512).Select(index => Hex.Format([.. Accounts.Bytes.Span, (byte)(index >> 8), (byte)index]))];
        // The same page again and again: who believes it reads for ever.
        _node.Connection.Answer("state_getKeysPaged", Page(full));
        Assert.That(
            Assert.ThrowsAsync<RpcFormatException>(async () => await ListAsync(_chain.ReadStorageKeysAsync(Accounts)))!.Message, Does.Contain("comes after"));
        AssertRefused("is a key without a value", Page([first]));

        void AssertRefused(string reason, string page)
        {
            _node.Connection.Answer("state_getKeysPaged", page);
            Assert.That(
                Assert.ThrowsAsync<RpcFormatException>(async () => await ListAsync(_chain.ReadStorageMapAsync(Accounts, AccountInfo.Decode)))!.Message,
                Does.Contain(reason));
        }
    }

    [Test]
    public async Task ManyValuesAreReadInFewRequestsOfOneBlock()
    {
        int before = _node.Connection.Calls.Count;
        StorageKey[] keys = [.. Enumerable.Range(0, 1200).Select(index => index % 3 == 0 ? StorageKey.Create(_chain.Metadata, "System", "Account", Alice) : new StorageKey([(byte)index]))];

        IReadOnlyList<Option<AccountInfo>> values = await _chain.GetStorageValuesAsync(keys, AccountInfo.Decode);

        Assert.That(values.Select(value => value.HasValue), Is.EqualTo(Enumerable.Range(0, 1200).Select(index => index % 3 == 0)));
        FakeRpcCall[] calls = [.. _node.Connection.Calls.Skip(before)];
        Assert.That(calls.Select(call => call.Method), Is.EqualTo(Enumerable.Repeat("state_queryStorageAt", 3)));
        Assert.That(calls[1].Parameters[1].GetString(), Is.EqualTo(FakeNode.HashOf(30).ToString()));
        Assert.That((await _chain.GetStorageValuesAsync([])).Block, Is.EqualTo(FakeNode.HashOf(30)));
    }

    [Test]
    public async Task ManyValuesOfAMapAreReadByNames()
    {
        IReadOnlyList<ScaleValue?> values = await _chain.GetStorageValuesAsync("System", "Account", [[Alice], [default(AccountId)]]);

        Assert.That(values[0], Is.EqualTo(await _chain.GetStorageAsync("System", "Account", [Alice])));
        Assert.That(values[1]!["nonce"].AsUInt32(), Is.EqualTo(0));
    }

    [Test]
    public void AnswerThatLeavesAKeyOutIsRefused()
    {
        _node.Connection.Answer("state_queryStorageAt", $"[{{\"block\":\"{FakeNode.HashOf(30)}\",\"changes\":[]}}]");

        Assert.That(
            Assert.ThrowsAsync<RpcFormatException>(async () => await _chain.GetStorageValuesAsync([Accounts]))!.Message, Does.Contain($"nothing about key {Accounts}"));
    }

    [Test]
    public async Task ValuesAreReadByTheRuntimeThatMadeTheirBlock()
    {
        // The block that upgrades: its state holds the new runtime, and is still the old one's work.
        _node.VersionAt = number => _node.Version with { SpecVersion = number >= 30 ? 101u : 100u };
        _node.Connection.Answer("state_getStorage", parameters => parameters[0].GetString() == LastUpgrade.ToString() ? "\"0x910100\"" : "\"0x1e000000\"");
        await using ChainClient chain = await ChainClient.ConnectAsync(_node.Connection);
        Assert.That(chain.Runtime.SpecVersion, Is.EqualTo(101));

        Assert.That((await chain.GetStorageAsync("System", "Number", []))!.AsUInt32(), Is.EqualTo(30));
        LegacyBackend backend = new(_chain.Rpc);
        using RuntimeSource runtimes = new(backend, 4);
        await runtimes.GetCurrentAsync(default);
        (Runtime author, _) = await new StateReader(backend, runtimes).ReadAsync(_ => [], FakeNode.HashOf(30), default);
        Assert.That((runtimes.Current.SpecVersion, author.SpecVersion), Is.EqualTo((101u, 100u)));
    }

    [TestCase("null")]
    [TestCase("\"0x\"")]
    [TestCase("\"0x9101\"")]
    public async Task ChainThatDoesNotTellOfItsLastUpgradeIsReadByTheParentsRuntime(string lastUpgrade)
    {
        _node.VersionAt = number => _node.Version with { SpecVersion = number >= 30 ? 101u : 100u };
        _node.Connection.Answer("state_getStorage", parameters => parameters[0].GetString() == LastUpgrade.ToString() ? lastUpgrade : "\"0x1e000000\"");
        await using ChainClient chain = await ChainClient.ConnectAsync(_node.Connection);

        Assert.That((await chain.GetStorageAsync("System", "Number", []))!.AsUInt32(), Is.EqualTo(30));
        Assert.That(_node.Connection.Calls.Any(call => call.Method == "state_getRuntimeVersion" && call.Json.Contains(FakeNode.HashOf(29).ToString(), StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public async Task EntryThatAnUpgradeBringsIsRead()
    {
        Assert.ThrowsAsync<MetadataException>(async () => await _chain.GetStorageAsync("System", "NotYet", []));
        int questions = _node.Connection.Calls.Count(call => call.Method == "state_getRuntimeVersion");
        Assert.ThrowsAsync<MetadataException>(async () => await _chain.GetStorageAsync("System", "NotYet", []));

        // Each time it was asked whether the runtime is still the one that has no such entry.
        Assert.That(_node.Connection.Calls.Count(call => call.Method == "state_getRuntimeVersion"), Is.GreaterThan(questions));
        Assert.That(await _chain.GetStorageAsync("System", "Number", []), Is.Not.Null);
    }

    [Test]
    public async Task WatchedValuesAreToldWhenTheyChangeAlsoOverCuts()
    {
        List<FakeRpcSubscription> tellers = [];
        _node.Connection.OnSubscribe("state_subscribeStorage", _ =>
        {
            tellers.Add(new FakeRpcSubscription());
            return tellers[^1];
        });
        StorageKey one = new([1]);
        StorageKey other = new([2]);
        await using IAsyncEnumerator<StorageChange> changes = _chain.WatchStorageAsync([one, other]).GetAsyncEnumerator();
        Task<bool> moving = changes.MoveNextAsync().AsTask();
        tellers[0].Tell(Set(1, ("0x01", "\"0x0a\""), ("0x02", "null")));
        Assert.That(await moving, Is.True);
        Assert.That((changes.Current.Key, changes.Current.Value!.Value.ToArray(), changes.Current.Block), Is.EqualTo((one, new byte[] { 10 }, FakeNode.HashOf(1))));
        await changes.MoveNextAsync();
        Assert.That((changes.Current.Key, changes.Current.Value), Is.EqualTo((other, (ReadOnlyMemory<byte>?)null)));

        tellers[0].Tell(Set(2, ("0x02", "\"0x0b\""), ("0x03", "\"0x0c\"")));
        await changes.MoveNextAsync();
        Assert.That((changes.Current.Key, changes.Current.Value!.Value.ToArray()), Is.EqualTo((other, new byte[] { 11 })));

        tellers[0].Break(new RpcConnectionException("cut"));
        moving = changes.MoveNextAsync().AsTask();
        while (tellers.Count < 2)
        {
            await Task.Yield();
        }

        // All at first again: what is as it was is not told.
        tellers[1].Tell(Set(5, ("0x01", "\"0x0d\""), ("0x02", "\"0x0b\"")));
        Assert.That(await moving, Is.True);
        Assert.That((changes.Current.Key, changes.Current.Block), Is.EqualTo((one, FakeNode.HashOf(5))));
    }

    [Test]
    public async Task WatchedValueIsReadByNames()
    {
        FakeRpcSubscription teller = _node.Connection.Subscription("state_subscribeStorage");
        string key = StorageKey.Create("System", "Number").ToString();
        teller.Tell(Set(7, (key, "\"0x07000000\""))).Tell(Set(8, (key, "null")));
        await using IAsyncEnumerator<ScaleValue?> values = _chain.WatchStorageAsync("System", "Number", []).GetAsyncEnumerator();

        await values.MoveNextAsync();
        Assert.That(values.Current!.AsUInt32(), Is.EqualTo(7));
        await values.MoveNextAsync();
        Assert.That(values.Current!.AsUInt32(), Is.EqualTo(0), "the entry's default");
    }

    [Test]
    public async Task TenThousandReadsAtOnceAreAnswered()
    {
        StorageKey number = StorageKey.Create("System", "Number");

        Option<uint>[] values = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ => _chain.GetStorageAsync(number, static (ref reader) => reader.ReadUInt32()).AsTask()));

        Assert.That(values.Select(value => value.Value), Is.All.EqualTo(30));
    }

    [Test]
    public async Task CancellationEndsEachRead()
    {
        using CancellationTokenSource source = new();
        foreach (string method in new[] { "state_getStorage", "state_queryStorageAt", "state_getKeysPaged", "state_call", "state_getRuntimeVersion", "chain_getHeader" })
        {
            _node.Connection.AnswerAsync(method, async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return "";
            });
        }

        Task[] reads =
        [
            _chain.GetStorageAsync(Accounts, null, source.Token).AsTask(),
            _chain.GetStorageAsync("System", "Number", [], null, source.Token).AsTask(),
            _chain.GetStorageValuesAsync([Accounts], null, source.Token).AsTask(),
            ListAsync(_chain.ReadStorageKeysAsync(Accounts, null, source.Token)),
            _chain.CallRuntimeAsync("Core_version", default, null, source.Token).AsTask(),
            _chain.CallRuntimeAsync("Core", "version", [], null, source.Token).AsTask(),
            _chain.GetRuntimeAsync(null, source.Token).AsTask(),
            _chain.GetRuntimeOfBlockAsync(FakeNode.HashOf(3), source.Token).AsTask(),
            _chain.GetEventsAsync(FakeNode.HashOf(3), source.Token).AsTask(),
            _chain.GetHeaderAsync(null, source.Token).AsTask(),
        ];
        Assert.That(reads.Select(read => read.IsCompleted), Is.All.False);
        await source.CancelAsync();

        foreach (Task read in reads)
        {
            Assert.CatchAsync<OperationCanceledException>(async () => await read);
        }
    }

    private static string Page(string[] keys) => $"[{string.Join(',', keys.Select(key => $"\"{key}\""))}]";

    private static string KeysOf(IEnumerable<string> all, JsonElement parameters)
    {
        string prefix = parameters[0].GetString()!;
        string? after = parameters[2].GetString();
        return Page([.. all
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(key, after) > 0))
            .Order(StringComparer.Ordinal).Take((int)parameters[1].GetUInt32())]);
    }

    private static string Set(uint block, params (string Key, string Value)[] changes) =>
        $"{{\"block\":\"{FakeNode.HashOf(block)}\",\"changes\":[{string.Join(',', changes.Select(change => $"[\"{change.Key}\",{change.Value}]"))}]}}";

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
