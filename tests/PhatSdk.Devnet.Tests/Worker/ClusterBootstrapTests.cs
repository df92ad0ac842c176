using System.Diagnostics;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Worker;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class ClusterBootstrapTests
{
    [Test]
    public async Task AFreshChainComesToAWorkingCluster()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync(endpoint: "http://127.0.0.1:8000");
        ClusterSnapshot cluster = devnet.Worker.Current.Cluster!;
        Assert.Multiple(() =>
        {
            Assert.That(devnet.Chain.Best.Number, Is.EqualTo(4), "it should take few blocks");
            Assert.That(cluster.SystemContract, Is.EqualTo(devnet.Blueprint.SystemContract));
            Assert.That(cluster.LogHandler, Is.EqualTo(devnet.Blueprint.LoggerContract));
            Assert.That(cluster.Contracts.Keys, Is.EquivalentTo(new[]
            {
                devnet.Blueprint.SystemContract, devnet.Blueprint.StakeDriverContract, devnet.Blueprint.LoggerContract,
            }));
            Assert.That(devnet.Worker.Current.IsRegistered, Is.True);
        });
    }

    [TestCase("Clusters")]
    [TestCase("ClusterWorkers")]
    [TestCase("PinkSystemCodeHash")]
    [TestCase("PinkRuntimeVersion")]
    public async Task TheChainKnowsTheCluster(string entry)
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync();
        Assert.That(KeysOf(devnet, "PhalaPhatContracts", entry), Is.EqualTo(1));
    }

    [Test]
    public async Task TheChainKnowsTheKeys()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync(endpoint: "http://127.0.0.1:8000");
        Assert.Multiple(() =>
        {
            Assert.That(KeysOf(devnet, "PhalaRegistry", "GatekeeperMasterPubkey"), Is.EqualTo(1));
            Assert.That(KeysOf(devnet, "PhalaRegistry", "ClusterKeys"), Is.EqualTo(1));
            Assert.That(KeysOf(devnet, "PhalaRegistry", "ContractKeys"), Is.EqualTo(3));
            Assert.That(KeysOf(devnet, "PhalaRegistry", "Endpoints"), Is.EqualTo(1));
            Assert.That(KeysOf(devnet, "PhalaPhatContracts", "ClusterContracts"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task DriversAreInForce()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync();
        InkContract system = new("phat_system");
        Assert.Multiple(async () =>
        {
            Assert.That(
                InkContract.Returned(await devnet.CallAsync(devnet.Blueprint.SystemContract, system.Input("System::get_driver", InkContract.Text("PinkLogger")))).ToArray(),
                Is.EqualTo((byte[])[1, .. devnet.Blueprint.LoggerContract.Span]));
            Assert.That(
                InkContract.Returned(await devnet.CallAsync(devnet.Blueprint.SystemContract, system.Input("System::get_driver", InkContract.Text("ContractDeposit")))).ToArray(),
                Is.EqualTo((byte[])[1, .. devnet.Blueprint.StakeDriverContract.Span]));
            Assert.That(
                InkContract.Returned(await devnet.CallAsync(devnet.Blueprint.SystemContract, system.Input("System::is_admin", devnet.Blueprint.StakeDriverContract.Span))).ToArray(),
                Is.EqualTo(new byte[] { 1 }));
        });
    }

    [Test]
    public async Task ItWorksOnDemandToo()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync(seal: SealPolicy.OnDemand);
        Assert.That(devnet.Chain.Best.Number, Is.EqualTo(4));
    }

    [Test]
    public async Task ItIsQuick()
    {
        await using (await WorkerFixture.StartAsync())
        {
        }

        long start = Stopwatch.GetTimestamp();
        await using WorkerFixture devnet = await WorkerFixture.StartAsync();
        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        TestContext.Out.WriteLine($"{taken.TotalMilliseconds:f0} ms");
        Assert.That(taken, Is.LessThan(TimeSpan.FromSeconds(5)), "a loose bound, as the machine may be busy");
    }

    private static int KeysOf(WorkerFixture devnet, string pallet, string entry)
    {
        byte[] prefix = new byte[32];
        Twox.Hash(System.Text.Encoding.UTF8.GetBytes(pallet), prefix.AsSpan(0, 16));
        Twox.Hash(System.Text.Encoding.UTF8.GetBytes(entry), prefix.AsSpan(16));
        return devnet.Chain.Best.State.Keys(prefix).Count;
    }
}
