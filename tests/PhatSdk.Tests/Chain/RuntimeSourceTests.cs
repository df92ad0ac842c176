using PhatSdk.Chain;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

/// <summary>Which runtime a client takes for which block.</summary>
internal sealed class RuntimeSourceTests
{
    private FakeNode _node = null!;
    private ChainClient _chain = null!;

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode();
        _chain = await ChainClient.ConnectAsync(_node.Connection, new ChainClientOptions { MaxRuntimes = 2 });
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task NextQuestionAfterAnUpgradeGivesTheNewRuntime()
    {
        Runtime before = await _chain.GetRuntimeAsync();
        Upgrade(101, from: 21);
        _node.Head = 21;

        Runtime after = await _chain.GetRuntimeAsync();

        Assert.That((before.SpecVersion, after.SpecVersion, _chain.Runtime.SpecVersion), Is.EqualTo((100u, 101u, 101u)));
        Assert.That(after, Is.Not.SameAs(before));
        Assert.That(after.Metadata, Is.Not.SameAs(before.Metadata));
        Assert.That(_chain.RuntimeVersion, Is.SameAs(after.Version));
    }

    [Test]
    public async Task MetadataIsLoadedOnceForASpecVersion()
    {
        int before = MetadataLoads;
        for (uint number = 1; number < 20; number++)
        {
            Assert.That(await _chain.GetRuntimeAsync(FakeNode.HashOf(number)), Is.SameAs(_chain.Runtime));
        }

        Assert.That(MetadataLoads, Is.EqualTo(before));
    }

    [Test]
    public async Task BlockThatUpgradesWasMadeByTheRuntimeBefore()
    {
        Upgrade(101, from: 10);

        Assert.That((await _chain.GetRuntimeAsync(FakeNode.HashOf(10))).SpecVersion, Is.EqualTo(101));
        Assert.That((await _chain.GetRuntimeOfBlockAsync(FakeNode.HashOf(10))).SpecVersion, Is.EqualTo(100));
        Assert.That((await _chain.GetRuntimeOfBlockAsync(FakeNode.HashOf(11))).SpecVersion, Is.EqualTo(101));
        Assert.That((await _chain.GetRuntimeOfBlockAsync(FakeNode.HashOf(0))).SpecVersion, Is.EqualTo(100));
    }

    [Test]
    public async Task RuntimesThatWereNotUsedForLongestAreForgotten()
    {
        _node.VersionAt = number => _node.Version with { SpecVersion = number };
        int before = MetadataLoads;
        await _chain.GetRuntimeAsync(FakeNode.HashOf(1));
        await _chain.GetRuntimeAsync(FakeNode.HashOf(2));
        await _chain.GetRuntimeAsync(FakeNode.HashOf(1));
        await _chain.GetRuntimeAsync(FakeNode.HashOf(3));
        Assert.That(MetadataLoads - before, Is.EqualTo(3));

        await _chain.GetRuntimeAsync(FakeNode.HashOf(1));
        Assert.That(MetadataLoads - before, Is.EqualTo(3));
        await _chain.GetRuntimeAsync(FakeNode.HashOf(2));
        Assert.That(MetadataLoads - before, Is.EqualTo(4));
    }

    [Test]
    public async Task HundredTasksLoadTheMetadataOnce()
    {
        int before = MetadataLoads;
        Upgrade(101, from: 0);

        Runtime[] runtimes = await Task.WhenAll(Enumerable.Range(0, 100).Select(index =>
            Task.Run(() => _chain.GetRuntimeAsync(FakeNode.HashOf((uint)(1 + (index % 19)))).AsTask())));

        Assert.That(runtimes.Distinct().Count(), Is.EqualTo(1));
        Assert.That(MetadataLoads - before, Is.EqualTo(1));
    }

    [Test]
    public async Task FailedLoadIsTriedAgain()
    {
        Upgrade(101, from: 0);
        Func<byte[], byte[]> broken = _ => throw new RpcConnectionException("cut");
        _node.Runtime["Metadata_metadata_versions"] = broken;
        Assert.ThrowsAsync<RpcConnectionException>(async () => await _chain.GetRuntimeAsync(FakeNode.HashOf(3)));

        _node.Runtime.Clear();
        Assert.That((await _chain.GetRuntimeAsync(FakeNode.HashOf(3))).SpecVersion, Is.EqualTo(101));
    }

    [Test]
    public void UnknownBlocksRuntimeIsNamed()
    {
        Hash256 unknown = FakeNode.HashOf(200);

        Assert.That(
            Assert.ThrowsAsync<UnknownBlockException>(async () => await _chain.GetRuntimeOfBlockAsync(unknown))!.Block, Is.EqualTo(unknown.ToString()));
    }

    [Test]
    public void OptionsKeepAtLeastOneRuntime()
    {
        Assert.That(ChainClientOptions.Default.MaxRuntimes, Is.EqualTo(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ChainClientOptions { MaxRuntimes = 0 });
    }

    private int MetadataLoads => _node.Connection.Calls.Count(call => call.Method == "state_call" && call.Json.Contains("Metadata_metadata_at_version", StringComparison.Ordinal));

    private void Upgrade(uint specVersion, uint from) =>
        _node.VersionAt = number => number >= from ? _node.Version with { SpecVersion = specVersion } : _node.Version;
}
