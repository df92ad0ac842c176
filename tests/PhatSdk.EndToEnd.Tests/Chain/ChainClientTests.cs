using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.EndToEnd.Tests.Chain;

/// <summary>A chain read by each family of methods, from a node that has no other.</summary>
[TestFixture("legacy")]
[TestFixture("v2")]
[TestFixture("v2 without archive")]
internal sealed class ChainClientTests(string family)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private ChainClient _writer = null!;
    private ExtrinsicClient _extrinsics = null!;

    [SetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _chain = await ChainClient.ConnectAsync(new FilteredConnection(_devnet.Connect(), IsThere));
        _writer = await ChainClient.ConnectAsync(_devnet.Connect());
        _extrinsics = new ExtrinsicClient(_writer);
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _writer.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task ChainIsKnown()
    {
        Assert.That(_chain.GenesisHash, Is.EqualTo(_devnet.GenesisHash));
        Assert.That(_chain.RuntimeVersion.SpecName, Is.EqualTo(_writer.RuntimeVersion.SpecName));
        Assert.That(_chain.Metadata.Version, Is.EqualTo(16));
        Assert.That((await _chain.GetRuntimeAsync()).SpecVersion, Is.EqualTo(_writer.Runtime.SpecVersion));
        ExtrinsicReceipt receipt = await PayAsync(1);
        Assert.That(await _chain.GetRuntimeOfBlockAsync(receipt.BlockHash), Is.SameAs(_chain.Runtime));
    }

    [Test]
    public async Task BlocksAreRead()
    {
        ExtrinsicReceipt receipt = await PayAsync(1);
        BlockBody block = await _chain.GetBlockAsync(receipt.BlockHash);

        Assert.That(block.Header.Number, Is.EqualTo(receipt.BlockNumber));
        Assert.That(ChainClient.HashOf(block.Header), Is.EqualTo(receipt.BlockHash));
        Assert.That(block.Extrinsics, Is.EqualTo((await _writer.GetBlockAsync(receipt.BlockHash)).Extrinsics));
        Assert.That(await _chain.GetBlockHashAsync(receipt.BlockNumber), Is.EqualTo(receipt.BlockHash));
        Assert.That(await _chain.GetBlockHashAsync(), Is.EqualTo(receipt.BlockHash));
        Assert.That((await _chain.GetHeaderAsync()).Number, Is.EqualTo(receipt.BlockNumber));
        Assert.ThrowsAsync<UnknownBlockException>(async () => await _chain.GetBlockHashAsync(1000));
        Assert.ThrowsAsync<UnknownBlockException>(async () => await _chain.GetHeaderAsync(Hash256.Parse("0x" + new string('7', 64))));
    }

    [Test]
    public async Task StateIsReadInAllWays()
    {
        await PayAsync(1);
        AccountId[] accounts = [DevKeypairs.Alice.AccountId, DevKeypairs.Bob.AccountId, default];
        StorageKey[] keys = [.. accounts.Select(account => StorageKey.Create(_chain.Metadata, "System", "Account", account))];

        AccountInfo[] one = [.. await Task.WhenAll(accounts.Select(account => _chain.GetAccountAsync(account).AsTask()))];
        IReadOnlyList<Option<AccountInfo>> many = await _chain.GetStorageValuesAsync(keys, AccountInfo.Decode);
        IReadOnlyList<ScaleValue?> dynamic = await _chain.GetStorageValuesAsync("System", "Account", [.. accounts.Select(account => (IReadOnlyList<ScaleValue>)[account])]);

        Assert.That(one[0].Nonce, Is.EqualTo(1));
        Assert.That(many.Select(value => value.HasValue ? value.Value : new AccountInfo()), Is.EqualTo(one));
        Assert.That(dynamic.Select(value => value!["data.free"].AsUInt128()), Is.EqualTo(one.Select(account => account.Free)));
        Assert.That((await _chain.GetStorageAsync("System", "Number", []))!.AsUInt32(), Is.EqualTo(_devnet.BlockNumber));
    }

    [Test]
    public async Task MapsAreReadWhole()
    {
        Dictionary<AccountId, UInt128> accounts = [];
        await foreach (StorageItem item in _chain.ReadStorageMapAsync("System", "Account"))
        {
            accounts.Add(item.Keys[0]!.AsAccountId(), item.Value["data.free"].AsUInt128());
        }

        Assert.That(accounts[DevKeypairs.Alice.AccountId], Is.EqualTo((await _writer.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free));
        Assert.That(accounts, Has.Count.GreaterThan(5));
    }

    [Test]
    public async Task RuntimeApisAreCalledByNames()
    {
        await PayAsync(1);

        Assert.That((await _chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", [DevKeypairs.Alice.AccountId])).AsUInt32(), Is.EqualTo(1));
        Assert.That(await _chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", [DevKeypairs.Alice.AccountId], static (ref reader) => reader.ReadUInt32()), Is.EqualTo(1));
        Assert.That((await _chain.CallRuntimeAsync("Core", "version", []))["spec_version"].AsUInt32(), Is.EqualTo(_chain.Runtime.SpecVersion));
        Assert.ThrowsAsync<MetadataException>(async () => await _chain.CallRuntimeAsync("Core", "versions", []));
        Assert.ThrowsAsync<ArgumentException>(async () => await _chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", []));
        Assert.ThrowsAsync<RpcResponseException>(async () => await _chain.CallRuntimeAsync("No_such", default(ReadOnlyMemory<byte>)));
    }

    [Test]
    public async Task FeesAreAskedForByNames()
    {
        ExtrinsicReceipt receipt = await PayAsync(1);
        BlockEvents block = await _chain.GetBlockEventsAsync(receipt.BlockHash);
        // The type of extrinsics is bytes with their length before them, which an encoded extrinsic has already.
        byte[] extrinsic = block.Extrinsics[(int)receipt.ExtrinsicIndex];
        ScaleValue info = await _chain.CallRuntimeAsync("TransactionPaymentApi", "query_info", [extrinsic[(extrinsic[0] % 4 == 0 ? 1 : 2)..], (uint)extrinsic.Length]);

        Assert.That(info["partial_fee"].AsUInt128(), Is.EqualTo(receipt.Fee));
        Assert.That(info["class"].VariantName, Is.EqualTo("Normal"));
    }

    [Test]
    public async Task EventsComeWithTheirExtrinsics()
    {
        ExtrinsicReceipt receipt = await PayAsync(7);

        BlockEvents block = await _chain.GetBlockEventsAsync(receipt.BlockHash);

        EventRecord transfer = block.Of("Balances", "Transfer").Single();
        Assert.That(transfer.Fields["amount"].AsUInt128(), Is.EqualTo((UInt128)7));
        Assert.That(ExtrinsicEncoder.HashOf(block.ExtrinsicOf(transfer)!.Value.Span), Is.EqualTo(receipt.ExtrinsicHash));
        Assert.That(block.OfExtrinsic(receipt.ExtrinsicIndex), Has.Member(transfer));
        (AccountId from, AccountId to, UInt128 amount) = transfer.DecodeFields(
            static (ref reader) => (reader.Read<AccountId>(), reader.Read<AccountId>(), reader.ReadUInt128()));
        Assert.That((from, to, amount), Is.EqualTo((DevKeypairs.Alice.AccountId, DevKeypairs.Bob.AccountId, (UInt128)7)));
        Assert.That(block.Block.Number, Is.EqualTo(receipt.BlockNumber));
    }

    [Test]
    public async Task BlocksAreFollowed()
    {
        await using IAsyncEnumerator<HeadChange> best = _chain.FollowBestAsync().GetAsyncEnumerator();
        await using IAsyncEnumerator<ChainBlock> final = _chain.FollowFinalizedAsync().GetAsyncEnumerator();
        Assert.That((await NextAsync(best)).Block.Number, Is.EqualTo(_devnet.BlockNumber));
        ChainBlock before = await NextAsync(final);
        for (int i = 0; i < 12; i++)
        {
            await _devnet.SealBlockAsync();
        }

        uint last = _devnet.BlockNumber;
        for (uint number = last - 11; number <= last; number++)
        {
            HeadChange change = await NextAsync(best);
            Assert.That((change.Kind, change.Block.Number, change.Block.Hash), Is.EqualTo((HeadChangeKind.Added, number, await _writer.GetBlockHashAsync(number))));
        }

        for (uint number = before.Number + 1; number <= last; number++)
        {
            ChainBlock block = await NextAsync(final);
            Assert.That((block.Number, block.Hash), Is.EqualTo((number, await _writer.GetBlockHashAsync(number))));
        }
    }

    [Test]
    public async Task EventsAreFollowedFromThePastAndGoneOnWith()
    {
        for (uint amount = 1; amount <= 3; amount++)
        {
            await PayAsync(amount);
        }

        List<ChainEvent> told = [];
        await using (IAsyncEnumerator<ChainEvent> events = _chain
            .FollowEventsAsync(new EventFollowOptions { From = 0, Pallet = "Balances", Name = "Transfer", WithExtrinsics = true }).GetAsyncEnumerator())
        {
            for (uint amount = 1; amount <= 5; amount++)
            {
                if (amount > 3)
                {
                    await PayAsync(amount);
                }

                told.Add(await NextAsync(events));
                Assert.That(told[^1].Record.Fields["amount"].AsUInt128(), Is.EqualTo((UInt128)amount));
                Assert.That(told[^1].Extrinsic, Is.Not.Null);
            }
        }

        EventPosition saved = EventPosition.Parse(told[1].Position.ToString());
        await using IAsyncEnumerator<ChainEvent> rest = _chain
            .FollowEventsAsync(new EventFollowOptions { After = saved, Pallet = "Balances", Name = "Transfer" }).GetAsyncEnumerator();
        for (int i = 2; i < 5; i++)
        {
            Assert.That((await NextAsync(rest)).Position, Is.EqualTo(told[i].Position));
        }
    }

    [Test]
    public async Task PositionOfAnotherChainIsRefused()
    {
        await PayAsync(1);
        EventPosition other = new(1, Hash256.Parse("0x" + new string('7', 64)), 0);

        await using IAsyncEnumerator<ChainEvent> within = _chain.FollowEventsAsync(new EventFollowOptions { After = other }).GetAsyncEnumerator();
        Assert.That(Assert.ThrowsAsync<RpcFormatException>(async () => await within.MoveNextAsync())!.Message, Does.Contain("another one than before"));
        await PayAsync(1);
        await using IAsyncEnumerator<ChainEvent> after = _chain
            .FollowEventsAsync(new EventFollowOptions { After = other with { Index = EventPosition.EndOfBlock } }).GetAsyncEnumerator();
        Assert.That(Assert.ThrowsAsync<RpcFormatException>(async () => await after.MoveNextAsync())!.Message, Does.Contain("another one than before"));
    }

    [Test]
    public async Task ValuesAreWatched()
    {
        await using IAsyncEnumerator<Option<AccountInfo>> bob = _chain.WatchStorageAsync(
            StorageKey.Create(_chain.Metadata, "System", "Account", DevKeypairs.Bob.AccountId), AccountInfo.Decode).GetAsyncEnumerator();
        UInt128 before = (await NextAsync(bob)).Value.Free;
        await _devnet.SealBlockAsync();
        await PayAsync(5);
        Assert.That((await NextAsync(bob)).Value.Free, Is.EqualTo(before + 5));
    }

    [Test]
    public async Task ThousandsOfReadsAtOnceAreAnswered()
    {
        StorageKey key = StorageKey.Create("System", "Number");
        await PayAsync(1);

        Option<uint>[] values = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => _chain.GetStorageAsync(key, static (ref reader) => reader.ReadUInt32()).AsTask()))
            .WaitAsync(Patience);

        Assert.That(values.Select(value => value.Value), Is.All.EqualTo(_devnet.BlockNumber));
    }

    [Test]
    public async Task HundredTasksShareAClient()
    {
        await PayAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Task.Run(async () =>
        {
            Runtime runtime = await _chain.GetRuntimeAsync();
            AccountInfo alice = await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId);
            ScaleValue nonce = await _chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", [DevKeypairs.Alice.AccountId]);
            IReadOnlyList<EventRecord> events = await _chain.GetEventsAsync(await _chain.GetFinalizedHeadAsync());
            if (runtime != _chain.Runtime || alice.Nonce != nonce.AsUInt32() || events.Count == 0)
            {
                throw new InvalidOperationException($"task {index} read something else");
            }
        }))).WaitAsync(Patience);
    }

    private bool IsThere(string method) => method switch
    {
        "rpc_methods" => true,
        _ when method.StartsWith("archive_", StringComparison.Ordinal) => family == "v2",
        _ when method.Contains("_v1_", StringComparison.Ordinal) => family != "legacy",
        _ => family == "legacy",
    };

    // The newest block is the newest that the node has told of: the client is waited for, as the receipt is another one's.
    private async Task<ExtrinsicReceipt> PayAsync(UInt128 amount)
    {
        RuntimeCall call = RuntimeCall.Create(
            _writer.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(_writer.Metadata, DevKeypairs.Bob.AccountId)), ("value", amount));
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(call, DevKeypairs.Alice, new ExtrinsicOptions { WaitForFinalization = true });
        await foreach (ChainBlock block in _chain.FollowFinalizedAsync())
        {
            if (block.Number >= receipt.BlockNumber)
            {
                break;
            }
        }

        return receipt;
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        Assert.That(await items.MoveNextAsync().AsTask().WaitAsync(Patience), Is.True);
        return items.Current;
    }
}
