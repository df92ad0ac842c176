using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>The system contract and its drivers on the real cluster runtime: who may change the cluster, and how.</summary>
internal sealed class SystemContractTests
{
    private static readonly InkContract System = new("phat_system");
    private static readonly InkContract Probe = new("pink_probe");

    private ClusterFixture _cluster = null!;
    private AccountId _probe;

    [SetUp]
    public void SetUp()
    {
        _cluster = new ClusterFixture();
        _probe = _cluster.Deploy(Probe, "new");
    }

    [TearDown]
    public void TearDown() => _cluster.Dispose();

    [Test]
    public void ADeploymentTellsTheChainOfTheKeys()
    {
        using WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        using Keypair clusterKey = keys.DeriveClusterKey(ClusterBlueprint.FirstCluster);
        using Keypair contractKey = _cluster.Now.Cluster.Keys.DeriveContractKey(_cluster.Blueprint.SystemContract);
        AccountId owner = ClusterFixture.Owner;
        Assert.Multiple(() =>
        {
            Assert.That(_cluster.Deployed.Select(message => message.Message.TopicText), Is.EqualTo(new[]
            {
                "^phala/registry/cluster", "^phala/registry/contract", "phala/cluster/worker/report",
            }));
            Assert.That(_cluster.Deployed.Select(message => message.Message.Sender.Kind), Is.EqualTo(new[]
            {
                MessageOriginKind.Gatekeeper, MessageOriginKind.Cluster, MessageOriginKind.Worker,
            }));
            Assert.That(
                _cluster.Deployed[0].Message.Payload.ToArray(), Is.EqualTo((byte[])[0, .. ClusterBlueprint.FirstCluster.Span, .. clusterKey.PublicKey.Span]));
            Assert.That(
                _cluster.Deployed[1].Message.Payload.ToArray(),
                Is.EqualTo((byte[])[0, .. _cluster.Blueprint.SystemContract.Span, .. contractKey.PublicKey.Span, .. owner.Span]));
            Assert.That(_cluster.Now.SystemContract, Is.EqualTo(_cluster.Blueprint.SystemContract));
        });
    }

    [Test]
    public void AStakeBecomesAWeight()
    {
        ChangeDeposit(25_000_000_000);
        Assert.That(_cluster.Now.Contracts[_probe].Weight, Is.EqualTo(2), "a hundredth of a token is one");
        ChangeDeposit(UInt128.MaxValue);
        Assert.That(_cluster.Now.Contracts[_probe].Weight, Is.EqualTo(uint.MaxValue));
    }

    [Test]
    public void OnlyThePalletMayChangeDeposits()
    {
        _cluster.Command(_cluster.Blueprint.SystemContract, DepositInput(1_000_000_000_000));
        Assert.That(_cluster.Now.Contracts[_probe].Weight, Is.Zero);
    }

    [Test]
    public void OnlyTheOwnerMayNameDrivers()
    {
        AccountId? before = _cluster.Now.LogHandler;
        _cluster.Command(
            _cluster.Blueprint.SystemContract,
            System.Input("System::set_driver", [.. InkContract.Text("PinkLogger"), .. _probe.Span]),
            MessageOrigin.Account(DevKeypairs.Bob.AccountId));
        Assert.That(_cluster.Now.LogHandler, Is.EqualTo(before));
    }

    [Test]
    public void ANewLoggerTakesOver()
    {
        _cluster.Command(_cluster.Blueprint.SystemContract, System.Input("System::set_driver", [.. InkContract.Text("PinkLogger"), .. _probe.Span]));
        Assert.That(_cluster.Now.LogHandler, Is.EqualTo(_probe));
    }

    [Test]
    public void AJavaScriptRuntimeIsNoted()
    {
        _cluster.Command(_cluster.Blueprint.SystemContract, System.Input("System::set_driver", [.. InkContract.Text("JsRuntime"), .. _probe.Span]));
        Assert.That(_cluster.Now.JsRuntime, Is.EqualTo(new Hash256(_probe.Span)));
    }

    [Test]
    public void AHookIsCalledWhenEachBlockEnds()
    {
        InkContract zoo = new("type_zoo");
        AccountId counter = _cluster.Deploy(zoo, "new");
        Grant(ClusterFixture.Owner);

        // The hooked contract pays for its gas itself.
        _cluster.Give(counter, 1_000_000_000_000_000);
        byte[] selector = zoo.Input("count");
        SetHook(counter, selector, gasLimit: 100_000_000_000);
        Assert.That(Calls(), Is.EqualTo(1), "the block that sets the hook ends, too");
        _cluster.Process(static _ => { });
        _cluster.Process(static _ => { });
        Assert.That(Calls(), Is.EqualTo(3));

        uint Calls() => BitConverter.ToUInt32(InkContract.Returned(_cluster.Query(counter, zoo.Input("calls"))).Span);
    }

    [Test]
    public void AHookOfAStrangerIsNotSet()
    {
        SetHook(_probe, Probe.Input("note"), gasLimit: 1);
        Assert.That(_cluster.Now.Contracts[_probe].BlockEnd, Is.Null);
    }

    [Test]
    public void AHookThatFailsDoesNotStopTheCluster()
    {
        Grant(ClusterFixture.Owner);
        SetHook(_probe, [0, 0, 0, 0], gasLimit: 1_000_000);
        Assert.That(_cluster.Now.Contracts[_probe].BlockEnd, Is.Not.Null);
        _cluster.Command(_probe, Probe.Input("set_note", InkContract.Text("on")));
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("note"))).ToArray(), Is.EqualTo(InkContract.Text("on")));
    }

    [Test]
    public void AnUpgradeNeedsNewerCode()
    {
        ReadOnlyMemory<byte> result = _cluster.Command(_cluster.Blueprint.SystemContract, System.Input("System::upgrade_system_contract"));
        Assert.That(InkContract.Returned(result).ToArray(), Is.EqualTo(new byte[] { 0 }), "the newest is what it has: nothing to do");
    }

    [Test]
    public void AWorkerRunsOneCluster()
    {
        IReadOnlyList<OutgoingMessage> told = _cluster.DeployAnother();
        Assert.Multiple(() =>
        {
            Assert.That(told[^1].Message.TopicText, Is.EqualTo("phala/cluster/worker/report"));
            Assert.That(told[^1].Message.Payload.Span[0], Is.EqualTo(1), "ClusterDeploymentFailed");
            Assert.That(_cluster.Now.Cluster.Id, Is.EqualTo(ClusterBlueprint.FirstCluster));
        });
    }

    [Test]
    public void AnUploadThatIsNoCodeIsInTheLog()
    {
        _cluster.Upload([1, 2, 3]);
        LogRecord.Said said = _cluster.Logs.OfType<LogRecord.Said>().Last();
        Assert.That((said.Level, said.Message), Is.EqualTo(((byte)1, said.Message)));
        Assert.That(said.Message, Does.StartWith($"Failed to upload resource to cluster, by {ClusterFixture.Owner}, type={ResourceType.InkCode}, err=Module("));
    }

    [Test]
    public void AConstructorThatRevertsIsInTheLogAndMakesNoContract()
    {
        InkContract zoo = new("type_zoo");
        int before = _cluster.Now.Contracts.Count;
        _cluster.TryDeploy(zoo, zoo.Input("failing", [1]));
        Assert.Multiple(() =>
        {
            Assert.That(_cluster.Now.Contracts, Has.Count.EqualTo(before));
            Assert.That(_cluster.Logs.OfType<LogRecord.Said>().Last().Message, Does.StartWith("instantiate"));
        });
    }

    private static byte[] Hooked(AccountId contract, byte[] selector, ulong gasLimit) =>
    [
        0, .. contract.Span, selector[3], selector[2], selector[1], selector[0], .. InkContract.Number(gasLimit),
    ];

    private void Grant(AccountId account) =>
        _cluster.Command(_cluster.Blueprint.SystemContract, System.Input("System::grant_admin", account.Span));

    private void SetHook(AccountId contract, byte[] selector, ulong gasLimit) =>
        _cluster.Command(_cluster.Blueprint.SystemContract, System.Input("System::set_hook", Hooked(contract, selector, gasLimit)));

    private byte[] DepositInput(UInt128 plancks) => System.Input("ContractDeposit::change_deposit", [.. _probe.Span, .. InkContract.Number(plancks)]);

    private void ChangeDeposit(UInt128 plancks) => _cluster.CommandFromPallet(_cluster.Blueprint.SystemContract, DepositInput(plancks));
}
