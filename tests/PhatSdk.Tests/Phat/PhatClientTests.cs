using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

public sealed class PhatClientTests
{
    private FakePhat _fake = null!;

    [SetUp]
    public void SetUp() => _fake = new FakePhat();

    [TearDown]
    public ValueTask TearDown() => _fake.DisposeAsync();

    [Test]
    public async Task ConnectsToAWorkerThatTheChainNames()
    {
        await using PhatClient client = await _fake.ConnectAsync();

        Assert.Multiple(() =>
        {
            Assert.That(client.Cluster, Is.EqualTo(FakePhat.Cluster));
            Assert.That(client.SystemContract, Is.EqualTo(FakePhat.SystemContract));
            Assert.That(client.Info.GasPrice, Is.EqualTo((UInt128)2));
            Assert.That(client.HasLogger, Is.True);
            Assert.That(client.Logger.Contract, Is.EqualTo(FakePhat.Logger));
        });
        Assert.That(await client.System.GetVersionAsync(), Is.EqualTo(new Version(1, 2, 3)));
    }

    [Test]
    public async Task AClusterWithoutALogSaysSoWhenItIsNeeded()
    {
        _fake.Driver = null;
        await using PhatClient client = await _fake.ConnectAsync();
        ContractReceipt receipt = new() { Status = ContractReceiptStatus.Queued, CommandNonce = new byte[32], BlockNumber = 1 };

        Assert.That(client.HasLogger, Is.False);
        Assert.Throws<InvalidOperationException>(() => _ = client.Logger);
        Assert.ThrowsAsync<InvalidOperationException>(async () => await client.WaitForCommandAsync(receipt, FakePhat.Contract));
    }

    [Test]
    public void AWorkerInNoClusterIsRefused()
    {
        _fake.Info = null;
        AssertRefused(PhatQueryError.UnknownCluster, "in no cluster");
    }

    [Test]
    public void AWorkerInAnotherClusterIsRefused()
    {
        _fake.Info!.Id = "0x" + new string('0', 63) + "2";
        AssertRefused(PhatQueryError.UnknownCluster, "not in 0x00");
    }

    [Test]
    public void AClusterThatTheChainDoesNotKnowIsRefused()
    {
        _fake.Remove("PhalaPhatContracts", "Clusters", FakePhat.Cluster.Value);
        AssertRefused(PhatQueryError.UnknownCluster, "the chain knows no cluster");
    }

    [Test]
    public void AWorkerThatIsNotAmongTheClustersIsRefused()
    {
        _fake.Put("PhalaPhatContracts", "ClusterWorkers", FakePhat.Cluster.Value, ScaleValue.Sequence(DevKeypairs.Eve.AccountId));
        AssertRefused(PhatQueryError.WrongWorkerKey, "among the workers");
    }

    [Test]
    public void AWorkerThatIsNotRegisteredIsRefused()
    {
        _fake.Remove("PhalaRegistry", "Workers", _fake.Worker.Key.AccountId);
        AssertRefused(PhatQueryError.WrongWorkerKey, "knows no worker");
    }

    [Test]
    public void AWorkerWithAnotherKeyThanTheRegistrysIsRefused()
    {
        _fake.EcdhKey = DevKeypairs.Eve.PublicKey;
        AssertRefused(PhatQueryError.WrongWorkerKey, Hex.Format(DevKeypairs.Eve.PublicKey.Span));
    }

    [Test]
    public void QueriesAreSealedToTheRegistrysKeyAndNotTheWorkers()
    {
        // Registry and worker agree on a key that the worker does not hold: it cannot open what it is asked.
        _fake.PutWorker(DevKeypairs.Eve.AccountId);
        _fake.EcdhKey = DevKeypairs.Eve.PublicKey;

        Assert.CatchAsync<System.Security.Cryptography.CryptographicException>(() => _fake.ConnectAsync());
    }

    [Test]
    public async Task AStakeIsTheWholeStake()
    {
        await using PhatClient client = await _fake.ConnectAsync();

        ExtrinsicReceipt receipt = await client.StakeAsync(FakePhat.Contract, 77, DevKeypairs.Alice);

        RuntimeCall expected = RuntimeCall.Create(
            RecordedMetadata.PhatChain, "PhalaPhatTokenomic", "adjust_stake", ("contract", FakePhat.Contract), ("amount", 77));
        Assert.That(receipt.BlockNumber, Is.EqualTo(FakePhat.Block));
        AssertSubmitted(0, expected.Encoded.ToArray());
    }

    [Test]
    public async Task PlancksAreMovedIntoTheCluster()
    {
        await using PhatClient client = await _fake.ConnectAsync();

        await client.TransferToClusterAsync(5, DevKeypairs.Bob.AccountId, DevKeypairs.Alice);

        // PhalaPhatContracts is pallet 48, transfer_to_cluster its call 2.
        AssertSubmitted(0, [48, 2, 5, .. new byte[15], .. FakePhat.Cluster.Value.Span, .. DevKeypairs.Bob.AccountId.Span]);
    }

    [Test]
    public async Task ACommandThatSucceededTellsWhatItReturned()
    {
        _fake.LogText("before", FakePhat.Contract, level: 3);
        _fake.LogOutput(new byte[] { 9 }, FakePhat.Execution("01"));
        _fake.LogOutput(new byte[] { 1, 2 }, FakePhat.Execution("0000"));

        CommandOutcome outcome = await WaitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Succeeded));
            Assert.That(outcome.Output!.Data.ToArray(), Is.EqualTo(new byte[] { 0, 0 }));
            Assert.That(outcome.Output!.GasConsumed.RefTime, Is.EqualTo(900));
            Assert.That(outcome.Logs.Single().Message, Is.EqualTo("before"));
            Assert.DoesNotThrow(outcome.ThrowIfNotSucceeded);
        });
    }

    [Test]
    public async Task ACommandThatRevertedTellsWhatItReturned()
    {
        _fake.LogOutput(new byte[] { 1, 2 }, FakePhat.Execution("000103", isReverted: true));

        CommandOutcome outcome = await WaitAsync();

        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Reverted));
        ContractRevertedException exception = Assert.Throws<ContractRevertedException>(outcome.ThrowIfNotSucceeded)!;
        Assert.That(exception.Output.ToArray(), Is.EqualTo(new byte[] { 0, 1, 3 }));
    }

    [Test]
    public async Task ACommandThatFailedTellsWhy()
    {
        _fake.LogText("contract call failed: OutOfGas", FakePhat.Contract);
        _fake.LogOutput(new byte[] { 1, 2 }, FakePhat.Trapped(new PinkDispatchError(PinkDispatchError.Module, 2, 4)));

        CommandOutcome outcome = await WaitAsync();

        Assert.That((outcome.Status, outcome.Error, outcome.Output), Is.EqualTo((CommandStatus.Failed, "Contracts.OutOfGas", (ContractOutput?)null)));
        ContractTrappedException exception = Assert.Throws<ContractTrappedException>(outcome.ThrowIfNotSucceeded)!;
        Assert.That(exception.Message, Does.Contain("Contracts.OutOfGas").And.Contain("contract call failed"));
    }

    [Test]
    public async Task ACommandOfWhichTheLogSaysNothingIsUnknown()
    {
        CommandOutcome outcome = await WaitAsync();

        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Unknown));
        Assert.Throws<ContractTrappedException>(outcome.ThrowIfNotSucceeded);
    }

    [Test]
    public async Task AWorkerThatDoesNotComeToTheBlockIsATimeout()
    {
        _fake.NextBlock = FakePhat.Block;
        await using ChainClient chain = await ChainClient.ConnectAsync(_fake.Node.Connection);
        PhatClientOptions impatient = FakePhat.Quick with { WaitTimeout = TimeSpan.FromMilliseconds(50) };
        await using PhatClient client = await PhatClient.ConnectAsync(chain, _fake.Worker.Transport, options: impatient);

        Assert.ThrowsAsync<PhatTimeoutException>(async () => await client.WaitForCommandAsync(Queued(), FakePhat.Contract));
    }

    [Test]
    public async Task AReceiptOfNoCommandIsRefused()
    {
        await using PhatClient client = await _fake.ConnectAsync();

        Assert.ThrowsAsync<ArgumentException>(
            async () => await client.WaitForCommandAsync(new ContractReceipt { Status = ContractReceiptStatus.Refused }, FakePhat.Contract));
    }

    [Test]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ConnectAsync(new() { WaitTimeout = TimeSpan.Zero }));
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ConnectAsync(new() { PollInterval = TimeSpan.Zero }));
        Assert.That(PhatClientOptions.Default.WaitTimeout, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(PhatClientOptions.Default.PollInterval, Is.EqualTo(TimeSpan.FromMilliseconds(500)));

        async Task ConnectAsync(PhatClientOptions options) =>
            await PhatClient.ConnectAsync(await ChainClient.ConnectAsync(_fake.Node.Connection), _fake.Worker.Transport, null, options);
    }

    private static ContractReceipt Queued() =>
        new() { Status = ContractReceiptStatus.Queued, CommandNonce = new byte[] { 1, 2 }, BlockNumber = FakePhat.Block };

    private async Task<CommandOutcome> WaitAsync()
    {
        await using PhatClient client = await _fake.ConnectAsync();
        return await client.WaitForCommandAsync(Queued(), FakePhat.Contract);
    }

    private void AssertRefused(PhatQueryError error, string message)
    {
        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(() => _fake.ConnectAsync())!;
        Assert.That(exception.Error, Is.EqualTo(error));
        Assert.That(exception.Message, Does.Contain(message));
    }

    private void AssertSubmitted(int index, byte[] call) =>
        Assert.That(Hex.Format(_fake.Node.Submitted[index]), Does.EndWith(Convert.ToHexStringLower(call)));
}
