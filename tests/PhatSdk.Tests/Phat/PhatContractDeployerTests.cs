using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

public sealed class PhatContractDeployerTests
{
    private const int Instantiate = 4;
    private const int Upload = 1;
    private const int Transfer = 2;

    private static readonly byte[] Wasm = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    private static readonly byte[] Input = Hex.Parse("ed4b9d1b");
    private static readonly ContractCode Code = new(new CodeHash(Blake2b.Hash256(Wasm).Span), Wasm);
    private static readonly ContractDeployOptions Options =
        new() { Salt = new byte[] { 1, 2, 3 }, GasLimit = new Weight(100, 0), StorageDepositLimit = 50, TransferValue = 7 };

    private static readonly AccountId Expected = ContractId.Derive(DevKeypairs.Alice.AccountId, Code.Hash, FakePhat.Cluster, [1, 2, 3]);

    private FakePhat _fake = null!;
    private PhatClient _client = null!;
    private Certificate _certificate = null!;
    private IContractDeployer _deployer = null!;

    [SetUp]
    public async Task SetUp()
    {
        _fake = new FakePhat();
        _client = await _fake.ConnectAsync();
        _certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        _deployer = _client.CreateDeployer(_certificate);
        OnCall(_ => { });
    }

    [TearDown]
    public async Task TearDown()
    {
        _certificate.Dispose();
        await _client.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Test]
    public async Task TheConstructorIsTriedOnTheSystemContract()
    {
        InkQueryHead? head = null;
        InkQuery.InkInstantiate? asked = null;
        _fake.Answer = (to, query) =>
        {
            (head, asked) = (to, (InkQuery.InkInstantiate)query);
            return FakePhat.Execution("00", contract: Expected.ToString());
        };

        ContractOutput output = await _deployer.EstimateAsync(Code, Input, DevKeypairs.Alice.AccountId, Options, default);

        Assert.Multiple(() =>
        {
            Assert.That(head!.Value.Contract, Is.EqualTo(FakePhat.SystemContract));
            Assert.That(asked!.CodeHash, Is.EqualTo(Code.Hash));
            Assert.That(asked!.Salt.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(asked!.InstantiateData.ToArray(), Is.EqualTo(Input));
            Assert.That((asked!.Deposit, asked.Transfer), Is.EqualTo((ClusterFunds.EstimateDeposit, (UInt128)7)));
            Assert.That(output.Contract, Is.EqualTo(Expected));
        });
    }

    [Test]
    public async Task CodeThatIsThereIsNotUploaded()
    {
        _fake.Codes.Add(Code.Hash);

        await _deployer.PrepareAsync(new ContractCode(Code.Hash), DevKeypairs.Alice, Options, default);

        Assert.That(_fake.Node.Submitted, Is.Empty);
    }

    [Test]
    public async Task CodeIsPaidForUploadedAndAwaited()
    {
        OnCall(call =>
        {
            if (call == Upload)
            {
                _fake.Codes.Add(Code.Hash);
            }
        });

        await _deployer.PrepareAsync(Code, DevKeypairs.Alice, Options, default);

        // 8 bytes and 256 more at 4 plancks, 2 items at 3, 2 to be left over: 1064, of which 1000 are there.
        Assert.That(_fake.Node.Submitted, Has.Count.EqualTo(2));
        AssertSubmitted(0, [48, Transfer, 64, .. new byte[15], .. FakePhat.Cluster.Value.Span, .. DevKeypairs.Alice.AccountId.Span]);
        AssertSubmitted(1, [48, Upload, .. FakePhat.Cluster.Value.Span, (byte)ResourceType.InkCode, (byte)(Wasm.Length << 2), .. Wasm]);
    }

    [Test]
    public void CodeThatTheClusterDoesNotTakeSurfacesWithTheLogsReason()
    {
        _fake.LogText("of long ago", FakePhat.Logger);
        _fake.LogText("Failed to upload resource to cluster, by x, type=InkCode, err=CodeRejected", FakePhat.SystemContract);

        ContractTrappedException exception =
            Assert.ThrowsAsync<ContractTrappedException>(async () => await _deployer.PrepareAsync(Code, DevKeypairs.Alice, Options, default))!;

        Assert.That(exception.Error, Does.EndWith("err=CodeRejected"));
        Assert.That(exception.Message, Does.Contain(Code.Hash.ToString()));
    }

    [Test]
    public void CodeThatIsNotAtHandOrAnotherIsRefused()
    {
        ContractCode unknown = new(Code.Hash);
        ContractCode another = new(Code.Hash, new byte[] { 1 });

        Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.PrepareAsync(unknown, DevKeypairs.Alice, Options, default));
        Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.PrepareAsync(another, DevKeypairs.Alice, Options, default));
        Assert.That(_fake.Node.Submitted, Is.Empty);
    }

    [Test]
    public async Task AContractIsInstantiatedAndAwaited()
    {
        _fake.Codes.Add(Code.Hash);
        OnCall(_ => Publish());

        ContractDeployment deployment = await _deployer.DeployAsync(Code, Input, DevKeypairs.Alice, Options, default);

        Assert.That(deployment.Address, Is.EqualTo(Expected));
        Assert.That(deployment.Receipt.Status, Is.EqualTo(ContractReceiptStatus.Applied));
        AssertSubmitted(0,
        [
            48, Instantiate, 0, .. Code.Hash.Span, 4 << 2, .. Input, 3 << 2, 1, 2, 3, .. FakePhat.Cluster.Value.Span,
            7, .. new byte[15], 100, .. new byte[7], 1, 50, .. new byte[15], .. new byte[16],
        ]);
    }

    [Test]
    public async Task TheContractIsAwaitedUntilTheChainHasItsKey()
    {
        _fake.Codes.Add(Code.Hash);
        _fake.Known.Add(Expected);
        int asked = 0;
        Func<string, ReadOnlyMemory<byte>, Google.Protobuf.IMessage?> other = _fake.Worker.Other;
        _fake.Worker.Other = (method, body) =>
        {
            if (method == "PhactoryAPI.GetContractInfo" && ++asked == 3)
            {
                Publish();
            }

            return other(method, body);
        };

        ContractDeployment deployment = await _deployer.DeployAsync(Code, Input, DevKeypairs.Alice, Options, default);

        Assert.That(deployment.Address, Is.EqualTo(Expected));
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public void AContractThatTheClusterCannotCreateSurfacesWithTheLogsReason()
    {
        _fake.Codes.Add(Code.Hash);
        _fake.LogText("instantiate failed: ModuleError OutOfGas", Expected);

        ContractTrappedException exception =
            Assert.ThrowsAsync<ContractTrappedException>(async () => await _deployer.DeployAsync(Code, Input, DevKeypairs.Alice, Options, default))!;

        Assert.That(exception.Error, Is.EqualTo("instantiate failed: ModuleError OutOfGas"));
        Assert.That(exception.Message, Does.Contain(Expected.ToString()));
    }

    [Test]
    public void ADeploymentNeedsASaltAGasLimitAndTheCertifiedAccount()
    {
        _fake.Codes.Add(Code.Hash);

        Assert.ThrowsAsync<ArgumentException>(async () => await DeployAsync(Options with { Salt = null }));
        Assert.ThrowsAsync<ArgumentException>(async () => await DeployAsync(Options with { GasLimit = null }));
        Assert.ThrowsAsync<ArgumentException>(
            async () => await _deployer.EstimateAsync(Code, Input, DevKeypairs.Bob.AccountId, Options, default));
        Assert.That(_fake.Node.Submitted, Is.Empty);

        async Task DeployAsync(ContractDeployOptions options) => await _deployer.DeployAsync(Code, Input, DevKeypairs.Alice, options, default);
    }

    /// <summary>Puts each extrinsic into the block, after the test has done what the cluster does with that call of pallet 48.</summary>
    private void OnCall(Action<int> act) => _fake.Node.OnSubmit = (node, extrinsic, teller) =>
    {
        int[] calls = [Instantiate, Upload, Transfer];
        act(calls.First(call => extrinsic.AsSpan().IndexOf(HeadOf(call)) > 0));
        node.Include(extrinsic, FakePhat.Block);
        teller.Tell("\"ready\"").Tell($"{{\"inBlock\":\"{FakeNode.HashOf(FakePhat.Block)}\"}}");
    };

    private static byte[] HeadOf(int call) => call switch
    {
        Instantiate => [48, Instantiate, 0, .. Code.Hash.Span],
        Upload => [48, Upload, .. FakePhat.Cluster.Value.Span],
        _ => [48, Transfer],
    };

    private void Publish()
    {
        _fake.Put("PhalaRegistry", "ContractKeys", Expected, DevKeypairs.Charlie.AccountId);
        _fake.Put("PhalaPhatContracts", "ClusterContracts", FakePhat.Cluster.Value, ScaleValue.Sequence(Expected));
    }

    private void AssertSubmitted(int index, byte[] call) =>
        Assert.That(Hex.Format(_fake.Node.Submitted[index]), Does.EndWith(Convert.ToHexStringLower(call)));
}
