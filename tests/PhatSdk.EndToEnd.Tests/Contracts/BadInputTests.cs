using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Contracts;

/// <summary>What callers get wrong, what they are told, and that the chain goes on: after each test the same contract answers.</summary>
internal sealed class BadInputTests
{
    private static readonly ContractTransactionOptions Blind = new() { DryRun = false, GasLimit = new Weight(10_000_000_000, 1_000_000) };

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private SubstrateContractDeployer _deployer = null!;
    private TypeZoo _zoo = null!;
    private uint _count;

    [OneTimeSetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _chain = await ChainClient.ConnectAsync(_devnet.Connect());
        _deployer = new SubstrateContractDeployer(_chain);
        _zoo = (await TypeZoo.DeployNewAsync(_deployer, DevKeypairs.Alice)).Contract;
    }

    [TearDown]
    public async Task TheChainGoesOn()
    {
        ContractReceipt<uint> receipt = await _zoo.CountAsync(DevKeypairs.Bob);

        Assert.That(receipt.Value, Is.EqualTo(++_count));
        Assert.That(await _zoo.CallsAsync(), Is.EqualTo(_count));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task ADamagedContractFileIsNamedWithTheDamage()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.contract");
        string whole = $$"""{"source":{"hash":"{{TypeZoo.Code.Hash}}","wasm":"{{Hex.Format(TypeZoo.Code.Wasm!.Value.Span)}}"},""";
        try
        {
            await File.WriteAllTextAsync(path, whole);

            MetadataException exception = Assert.ThrowsAsync<MetadataException>(async () => await ContractBundle.ReadAsync(path))!;

            Assert.That(exception.Message, Does.StartWith(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void CodeThatIsNotThatOfItsHashIsNotSent()
    {
        byte[] damaged = TypeZoo.Code.Wasm!.Value.ToArray();
        damaged[^1] ^= 1;
        ContractCode code = new(TypeZoo.Code.Hash, damaged);

        ArgumentException exception = Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.UploadCodeAsync(code, DevKeypairs.Alice))!;

        Assert.That(exception.Message, Does.Contain(code.Hash.ToString()).And.Contain(Blake2b.Hash256(damaged).ToString()));
    }

    [Test]
    public void DamagedCodeIsRefusedByTheChainByName()
    {
        byte[] half = TypeZoo.Code.Wasm!.Value[..(TypeZoo.Code.Wasm!.Value.Length / 2)].ToArray();
        ContractCode code = new(new CodeHash(Blake2b.Hash256(half).Span), half);

        DispatchException exception = Assert.ThrowsAsync<DispatchException>(async () => await _deployer.UploadCodeAsync(code, DevKeypairs.Alice))!;

        Assert.That(exception.Message, Does.Contain("Contracts.upload_code").And.Contain("Contracts.CodeRejected"));
    }

    [Test]
    public void AnotherContractsMessageIsTold()
    {
        Psp22 noToken = new(_deployer.Invoker, _zoo.Address);

        LangErrorException exception = Assert.ThrowsAsync<LangErrorException>(async () => await noToken.TotalSupplyAsync())!;

        Assert.That(exception.Error, Is.EqualTo(LangError.CouldNotReadInput));
        Assert.That(exception.Message, Does.Contain("PSP22::total_supply"));
    }

    [Test]
    public void AnArgumentOfAnotherTypeIsNamedWithItsValue()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => RuntimeCall.Create(
            _chain.Metadata,
            "Contracts",
            "call",
            ("dest", "nobody"),
            ("value", 0),
            ("gas_limit", new Weight(1, 1)),
            ("storage_deposit_limit", ScaleValue.None),
            ("data", "0x")))!;

        Assert.That(exception.Message, Does.Contain("Contracts.call → dest").And.Contain("nobody"));
    }

    [Test]
    public void AnAccountThatIsNoContractIsNamed()
    {
        TypeZoo nowhere = new(_deployer.Invoker, DevKeypairs.Ferdie.AccountId);

        ContractTrappedException asked = Assert.ThrowsAsync<ContractTrappedException>(async () => await nowhere.CallsAsync())!;
        DispatchException sent = Assert.ThrowsAsync<DispatchException>(async () => await nowhere.CountAsync(DevKeypairs.Alice, Blind))!;

        Assert.That(asked.Message, Does.Contain(nowhere.Address.ToString()).And.Contain("Contracts.ContractNotFound"));
        Assert.That((sent.Pallet, sent.Error), Is.EqualTo(("Contracts", "ContractNotFound")));
    }

    [Test]
    public async Task AnAccountWithoutMoneyIsRefusedByThePool()
    {
        using Keypair poor = Keypair.FromSeed(new byte[32]);
        uint before = (await _chain.GetHeaderAsync()).Number;

        InvalidTransactionException exception = Assert.ThrowsAsync<InvalidTransactionException>(async () => await _zoo.CountAsync(poor, Blind))!;

        Assert.That(exception.Reason, Does.Contain("account balance too low"));
        Assert.That((await _chain.GetHeaderAsync()).Number, Is.EqualTo(before));
    }

    [Test]
    public async Task MoreThanTheBalanceIsNotSentAlong()
    {
        ContractTransactionOptions options = new() { TransferValue = (await _chain.GetAccountAsync(DevKeypairs.Charlie.AccountId)).Free + 1 };

        ContractTrappedException exception = Assert.ThrowsAsync<ContractTrappedException>(async () => await _zoo.PayAsync(DevKeypairs.Charlie, options))!;

        Assert.That(exception.Message, Does.Contain(_zoo.Address.ToString()).And.Contain("Contracts.TransferFailed"));
    }

    [Test]
    public void AContractThatSpinsRunsOutOfGas()
    {
        ContractTrappedException asked = Assert.ThrowsAsync<ContractTrappedException>(
            async () => await _zoo.SpinAsync(ulong.MaxValue, new ContractCallOptions { GasLimit = Blind.GasLimit }))!;

        Assert.That(asked.Message, Does.Contain(_zoo.Address.ToString()).And.Contain("Contracts.OutOfGas"));
    }

    [Test]
    public void AContractThatTrapsInABlockPaysForIt()
    {
        DispatchException exception = Assert.ThrowsAsync<DispatchException>(async () => await _zoo.TrapAsync(DevKeypairs.Alice, Blind))!;

        Assert.That(exception.Message, Does.Contain("Contracts.call").And.Contain("Contracts.ContractTrapped"));
        Assert.That(exception.Receipt!.Fee, Is.GreaterThan(UInt128.Zero));
    }
}
