using PhatSdk.Chain;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

/// <summary>The registry of the development chain, as another host left it after its 16th block.</summary>
public sealed class OnChainRegistryTests
{
    private const string Worker = "3a3d45dc55b57bf542f4c6ff41af080ec675317f4ed50ae1d2713bf9f892692d";

    private static readonly ClusterId Cluster = ClusterId.Parse(new string('0', 63) + "1");

    private ChainClient _chain = null!;
    private OnChainRegistry _registry = null!;

    [SetUp]
    public async Task SetUp()
    {
        _chain = await ChainClient.ConnectAsync(new FakeNode(head: 16).Connection);
        _registry = new OnChainRegistry(_chain);
    }

    [TearDown]
    public ValueTask TearDown() => _chain.DisposeAsync();

    [Test]
    public async Task AClusterIsRead()
    {
        ClusterInfo? cluster = await _registry.GetClusterAsync(Cluster);

        Assert.That(cluster, Is.EqualTo(new ClusterInfo
        {
            Id = Cluster,
            Owner = AccountId.Parse("88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee"),
            SystemContract = AccountId.Parse("0e9a2eb8865fd4748ce0462bbb65954432c1cf5130812d9eef9938b1c51ad9ce"),
            GasPrice = 1,
            DepositPerItem = 1,
            DepositPerByte = 1,
        }));
    }

    [Test]
    public async Task AClustersWorkersAreRead()
    {
        IReadOnlyList<ReadOnlyMemory<byte>> workers = await _registry.GetClusterWorkersAsync(Cluster);

        Assert.That(workers.Select(worker => Convert.ToHexStringLower(worker.Span)), Is.EqualTo([Worker]));
    }

    [Test]
    public async Task AWorkerIsRead()
    {
        WorkerInfo? worker = await _registry.GetWorkerAsync(Hex.Parse(Worker));

        Assert.Multiple(() =>
        {
            Assert.That(Convert.ToHexStringLower(worker!.PublicKey.Span), Is.EqualTo(Worker));
            Assert.That(Convert.ToHexStringLower(worker!.EcdhPublicKey.Span), Is.EqualTo(Worker));
            Assert.That(worker!.Endpoints, Is.Empty);
        });
    }

    [Test]
    public async Task WhatIsNotThereIsNullOrEmpty()
    {
        ClusterId other = ClusterId.Parse(new string('0', 63) + "2");

        Assert.That(await _registry.GetClusterAsync(other), Is.Null);
        Assert.That(await _registry.GetClusterWorkersAsync(other), Is.Empty);
        Assert.That(await _registry.GetClusterContractsAsync(other), Is.Empty);
        Assert.That(await _registry.GetClusterKeyAsync(other), Is.Null);
        Assert.That(await _registry.GetContractKeyAsync(default), Is.Null);
        Assert.That(await _registry.GetWorkerAsync(new byte[32]), Is.Null);
        Assert.That(await _registry.GetEndpointsAsync(new byte[32]), Is.Empty);
    }

    [Test]
    public async Task KeysContractsAndEndpointsAreRead()
    {
        await using FakePhat fake = new();
        fake.Put("PhalaRegistry", "ContractKeys", FakePhat.Contract, FakePhat.Logger);
        fake.Put("PhalaRegistry", "ClusterKeys", FakePhat.Cluster.Value, FakePhat.Contract);
        fake.Put("PhalaPhatContracts", "ClusterContracts", FakePhat.Cluster.Value, ScaleValue.Sequence(FakePhat.Contract, FakePhat.Logger));
        fake.Put("PhalaRegistry", "Endpoints", fake.Worker.Key.AccountId, ScaleValue.Variant(
            "V1", ScaleValue.Tuple(ScaleValue.Sequence("https://one.example", "https://two.example"))));
        await using ChainClient chain = await ChainClient.ConnectAsync(fake.Node.Connection);
        OnChainRegistry registry = new(chain);

        Assert.That((await registry.GetContractKeyAsync(FakePhat.Contract))!.Value.ToArray(), Is.EqualTo(FakePhat.Logger.ToArray()));
        Assert.That((await registry.GetClusterKeyAsync(FakePhat.Cluster))!.Value.ToArray(), Is.EqualTo(FakePhat.Contract.ToArray()));
        Assert.That(await registry.GetClusterContractsAsync(FakePhat.Cluster), Is.EqualTo([FakePhat.Contract, FakePhat.Logger]));
        Assert.That(await registry.GetEndpointsAsync(fake.Worker.Key.PublicKey), Is.EqualTo(["https://one.example", "https://two.example"]));
    }
}
