using System.Globalization;
using PhatSdk.Chain;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

internal sealed class ChainClientTests
{
    /// <summary>//Alice's Ed25519 account, which the recorded chain has.</summary>
    private static readonly AccountId Alice = AccountId.Parse("0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee");

    [TestCase(14)]
    [TestCase(15)]
    public async Task ConnectingTakesTheNewestMetadata(int version)
    {
        FakeNode node = new(metadataVersion: version);
        await using ChainClient chain = await ChainClient.ConnectAsync(node.Connection);

        Assert.That(chain.Metadata.Version, Is.EqualTo(version));
        Assert.That(chain.RuntimeVersion.SpecVersion, Is.EqualTo(100));
        Assert.That(chain.GenesisHash, Is.EqualTo(FakeNode.HashOf(0)));
        Assert.That(node.Connection.Calls.Where(call => call.Method == "state_call").Select(call => call.Parameters[2].GetString()), Is.All.EqualTo(FakeNode.HashOf(20).ToString()));
    }

    [Test]
    public void FailedConnectingDisposesOfTheWire()
    {
        FakeNode node = new();
        node.Connection.Fail("state_call", new RpcConnectionException("cut"));

        Assert.ThrowsAsync<RpcConnectionException>(async () => await ChainClient.ConnectAsync(node.Connection));
        Assert.That(node.Connection.IsDisposed, Is.True);
    }

    [Test]
    public void NodeWithoutBlocksIsNamed()
    {
        FakeNode node = new();
        node.Connection.Answer("chain_getBlockHash", "null");

        Assert.That(Assert.ThrowsAsync<UnknownBlockException>(async () => await ChainClient.ConnectAsync(node.Connection))!.Block, Is.EqualTo("0"));
    }

    [Test]
    public async Task DisposingClosesTheWire()
    {
        FakeNode node = new();
        ChainClient chain = await ChainClient.ConnectAsync(node.Connection);
        await chain.DisposeAsync();
        await chain.DisposeAsync();

        Assert.That(node.Connection.IsDisposed, Is.True);
    }

    [Test]
    public async Task AccountsAreRead()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode().Connection);

        AccountInfo alice = await chain.GetAccountAsync(Alice, FakeNode.HashOf(1));
        AccountInfo nobody = await chain.GetAccountAsync(default);

        Assert.That((alice.Free, alice.Providers, alice.Nonce), Is.EqualTo(((UInt128)1_000_000_000_000_000_000, 1u, 0u)));
        Assert.That(nobody, Is.EqualTo(new AccountInfo()));
    }

    [Test]
    public async Task StateIsReadByNames()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode(head: 30).Connection);

        Assert.That((await chain.GetStorageAsync("System", "Number", []))!.AsUInt32(), Is.EqualTo(30));
        Assert.That((await chain.GetStorageAsync("System", "Number", [], FakeNode.HashOf(7)))!.AsUInt32(), Is.EqualTo(7));
        Assert.That((await chain.GetStorageAsync("System", "Account", [Alice]))!["data.free"].AsUInt128(), Is.GreaterThan(UInt128.Zero));
        Assert.That((await chain.GetStorageAsync("System", "Account", [default(AccountId)]))!["data.free"].AsUInt128(), Is.EqualTo(UInt128.Zero));
        Assert.That(await chain.GetStorageAsync("Contracts", "ContractInfoOf", [Alice]), Is.Null);
    }

    [Test]
    public async Task StateIsReadAsAType()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode(head: 30).Connection);
        StorageKey number = StorageKey.Create("System", "Number");

        Assert.That((await chain.GetStorageAsync(number, static (ref reader) => reader.ReadUInt32())).Value, Is.EqualTo(30));
        Assert.That((await chain.GetStorageAsync(new StorageKey([1]), static (ref reader) => reader.ReadUInt32())).HasValue, Is.False);
    }

    [Test]
    public async Task WrongNumberOfKeysIsRefusedBeforeAsking()
    {
        FakeNode node = new();
        await using ChainClient chain = await ChainClient.ConnectAsync(node.Connection);
        int before = node.Connection.Calls.Count;

        Assert.ThrowsAsync<ArgumentException>(async () => await chain.GetStorageAsync("System", "Account", []));
        Assert.ThrowsAsync<MetadataException>(async () => await chain.GetStorageAsync("System", "Akkount", [Alice]));
        Assert.That(node.Connection.Calls.Skip(before).Select(call => call.Method), Has.None.EqualTo("state_getStorage").And.None.EqualTo("state_queryStorageAt"));
    }

    [Test]
    public async Task EventsOfABlockAreRead()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode().Connection);

        IReadOnlyList<EventRecord> events = await chain.GetEventsAsync(FakeNode.HashOf(3));

        Assert.That(events.Any(record => record.Is("Balances", "Transfer") && record.ExtrinsicIndex == 2), Is.True);
    }

    [Test]
    public async Task UnknownBlockIsNamed()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode().Connection);
        Hash256 unknown = new(Enumerable.Repeat((byte)7, 32).ToArray());

        Assert.That(
            Assert.ThrowsAsync<UnknownBlockException>(async () => await chain.GetHeaderAsync(unknown))!.Message, Does.Contain(unknown.ToString()));
        Assert.ThrowsAsync<UnknownBlockException>(async () => await chain.GetBlockAsync(unknown));
        Assert.That((await chain.GetHeaderAsync()).Number, Is.EqualTo(20));
    }

    [Test]
    public async Task ConstantsAreRead()
    {
        await using ChainClient chain = await ChainClient.ConnectAsync(new FakeNode().Connection);

        Assert.That(chain.GetConstant("Balances", "ExistentialDeposit").AsUInt128().ToString(CultureInfo.InvariantCulture), Is.Not.EqualTo("0"));
    }

    /// <summary>A header of Polkadot's relay chain has the hash by which everybody knows it: its genesis.</summary>
    [Test]
    public void HeadersHashIsThatOfPolkadotsGenesis()
    {
        BlockHeader genesis = new()
        {
            ParentHash = default,
            Number = 0,
            StateRoot = Hash256.Parse("0x29d0d972cd27cbc511e9589fcb7a4506d5eb6a9e8df205f00472e5ab354a4e17"),
            ExtrinsicsRoot = Hash256.Parse("0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314"),
        };

        Assert.That(ChainClient.HashOf(genesis).ToString(), Is.EqualTo("0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3"));
    }
}
