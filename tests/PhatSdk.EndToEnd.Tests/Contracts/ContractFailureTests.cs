using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Contracts;

/// <summary>How failures of pallet-contracts reach the caller.</summary>
internal sealed class ContractFailureTests
{
    private static readonly Weight Enough = new(10_000_000_000, 1_000_000);

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private SubstrateContractDeployer _deployer = null!;
    private TypeZoo _zoo = null!;

    [SetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync();
        _chain = await ChainClient.ConnectAsync(_devnet.Connect());
        _deployer = new SubstrateContractDeployer(_chain);
        _zoo = (await TypeZoo.DeployNewAsync(_deployer, DevKeypairs.Alice)).Contract;
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public void PanicIsATrapWithItsMessageAndNothingIsSent()
    {
        uint before = _devnet.BlockNumber;

        ContractTrappedException? exception = Assert.ThrowsAsync<ContractTrappedException>(async () => await _zoo.TrapAsync(DevKeypairs.Alice));

        Assert.That(exception!.Error, Is.EqualTo("Contracts.ContractTrapped"));
        Assert.That(exception.Message, Does.Contain(_zoo.Address.ToString()));
        Assert.That(_devnet.BlockNumber, Is.EqualTo(before));
    }

    [Test]
    public void PanicInABlockIsADispatchErrorWithItsFee()
    {
        ContractTransactionOptions blind = new() { DryRun = false, GasLimit = Enough };

        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(async () => await _zoo.TrapAsync(DevKeypairs.Alice, blind));

        Assert.That((exception!.Pallet, exception.Error), Is.EqualTo(("Contracts", "ContractTrapped")));
        Assert.That(exception.Receipt!.Fee, Is.GreaterThan(UInt128.Zero));
    }

    [Test]
    public void RunningOutOfGasIsNamed()
    {
        ContractTrappedException? exception = Assert.ThrowsAsync<ContractTrappedException>(
            async () => await _zoo.SpinAsync(1_000_000_000, new ContractCallOptions { GasLimit = Enough }));

        Assert.That(exception!.Error, Is.EqualTo("Contracts.OutOfGas"));
    }

    [Test]
    public void ContractThatIsNotThereIsNamed()
    {
        TypeZoo nowhere = new(new SubstrateContractInvoker(_chain), DevKeypairs.Ferdie.AccountId);

        ContractTrappedException? exception = Assert.ThrowsAsync<ContractTrappedException>(async () => await nowhere.CallsAsync());

        Assert.That(exception!.Error, Is.EqualTo("Contracts.ContractNotFound"));
    }

    [Test]
    public void CodeThatIsNotThereIsNamed()
    {
        ContractCode unknown = new(new CodeHash(new byte[32]));
        ContractDeployOptions options = new() { Salt = new byte[] { 1 } };

        ContractTrappedException? exception = Assert.ThrowsAsync<ContractTrappedException>(async () => await _deployer.EstimateAsync(
            unknown, new byte[] { 0x9b, 0xae, 0x9d, 0x5e }, DevKeypairs.Alice.AccountId, options, CancellationToken.None));

        Assert.That(exception!.Error, Is.EqualTo("Contracts.CodeNotFound"));
    }

    [Test]
    public void WhoCannotPayIsTold()
    {
        using Keypair poor = Keypair.FromSeed(new byte[32]);

        ContractTrappedException? exception = Assert.ThrowsAsync<ContractTrappedException>(
            async () => await _zoo.PayAsync(poor, new ContractTransactionOptions { TransferValue = 1_000_000_000_000 }));

        Assert.That(exception!.Error, Is.EqualTo("Contracts.TransferFailed").Or.EqualTo("Token.FundsUnavailable").Or.EqualTo("Contracts.StorageDepositNotEnoughFunds"));
    }

    [Test]
    public async Task ErrorOfAConstructorIsDataAndNothingIsSent()
    {
        uint before = _devnet.BlockNumber;

        Result<ContractDeployment<TypeZoo>, TypeZoo.ZooError> result = await TypeZoo.DeployFailingAsync(_deployer, 7, DevKeypairs.Alice);

        Assert.That(result.Error, Is.EqualTo(new TypeZoo.ZooError.WithCode(7)));
        Assert.That(_devnet.BlockNumber, Is.EqualTo(before));
    }

    [Test]
    public async Task ValueGoesAlongAndEventsComeBack()
    {
        ContractReceipt<UInt128> paid = await _zoo.PayAsync(DevKeypairs.Alice, new ContractTransactionOptions { TransferValue = 5_000_000_000 });
        ContractReceipt<Unit> emitted = await _zoo.EmitAsync(42, "word", new byte[] { 1, 2 }, DevKeypairs.Alice);

        Assert.That(paid.Value, Is.EqualTo((UInt128)5_000_000_000));
        Assert.That(emitted.EventsOf<TypeZoo.Events.Plain>().Single().Number, Is.EqualTo((UInt128)42));
        Assert.That(emitted.EventsOf<TypeZoo.Events.Indexed>(_zoo.Address).Single().Who, Is.EqualTo(DevKeypairs.Alice.AccountId));
        Assert.That(emitted.Events.Select(one => one.Contract), Is.All.EqualTo(_zoo.Address));
    }

    [Test]
    public async Task DeploymentMayBeFunded()
    {
        ContractDeployOptions options = new() { TransferValue = 3_000_000_000, WaitForFinalization = true };
        ContractDeployment<TypeZoo> deployment = await TypeZoo.DeployFundedAsync(_deployer, DevKeypairs.Alice, options);

        Assert.That((await _chain.GetAccountAsync(deployment.Address)).Free, Is.GreaterThanOrEqualTo((UInt128)3_000_000_000));
    }
}
