using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Contracts;

/// <summary>A generated client of a token, by the contract clients, against pallet-contracts in the devnet.</summary>
[TestFixture(DevnetWire.InProcess)]
[TestFixture(DevnetWire.Socket)]
internal sealed class Psp22Tests(DevnetWire wire)
{
    private static readonly AccountId Alice = DevKeypairs.Alice.AccountId;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;

    private DevnetTestNode _node = null!;
    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _extrinsics = null!;
    private SubstrateContractDeployer _deployer = null!;

    [SetUp]
    public async Task Start()
    {
        _node = await DevnetTestNode.StartAsync(wire);
        _devnet = _node.Devnet;
        _chain = await ChainClient.ConnectAsync(await _node.ConnectAsync());
        _extrinsics = new ExtrinsicClient(_chain);
        _deployer = new SubstrateContractDeployer(_chain, _extrinsics);
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task TokenIsDeployedTransferredAndRead()
    {
        ContractDeployment<Psp22> deployment = await Psp22.DeployNewAsync(_deployer, 1000, "Token", "TKN", 12, DevKeypairs.Alice);
        Psp22 token = deployment.Contract;

        Assert.That(await token.TotalSupplyAsync(), Is.EqualTo((UInt128)1000));
        Assert.That(await token.BalanceOfAsync(Alice), Is.EqualTo((UInt128)1000));
        Assert.That(await token.TokenNameAsync(), Is.EqualTo("Token"));

        ContractReceipt<Result<Unit, Psp22.PSP22Error>> receipt = await token.TransferAsync(Bob, 300, default, DevKeypairs.Alice);

        Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Applied));
        Assert.That(receipt.Value.IsOk, Is.True);
        Assert.That(receipt.Fee, Is.GreaterThan(UInt128.Zero));
        Assert.That(receipt.EventsOf<Psp22.Events.Transfer>(token.Address), Is.EqualTo(new[] { new Psp22.Events.Transfer(Alice, Bob, 300) }));
        Assert.That(await token.BalanceOfAsync(Bob), Is.EqualTo((UInt128)300));
        Assert.That(await token.BalanceOfAsync(Bob, new ContractCallOptions { At = deployment.Receipt.BlockHash }), Is.EqualTo(UInt128.Zero));
    }

    [Test]
    public async Task AddressIsTheDerivedOne()
    {
        ContractDeployOptions options = new() { Salt = new byte[] { 1, 2, 3 } };
        ContractDeployment<Psp22> deployment = await Psp22.DeployNewAsync(_deployer, 1, null, null, 0, DevKeypairs.Alice, options);
        byte[] input = [0x9b, 0xae, 0x9d, 0x5e, 1, .. new byte[15], 0, 0, 0];

        Assert.That(deployment.Address, Is.EqualTo(ContractAddress.Derive(Alice, Psp22.Code.Hash, input, [1, 2, 3])));
        DispatchException? again = Assert.ThrowsAsync<DispatchException>(async () => await _deployer.DeployAsync(
            Psp22.Code, input, DevKeypairs.Alice, options with { GasLimit = new Weight(10_000_000_000, 1_000_000) }, CancellationToken.None));
        Assert.That(again!.DispatchError.ToString(), Is.EqualTo("Contracts.DuplicateContract"));
    }

    [Test]
    public async Task ContractsErrorIsDataAndNothingIsSent()
    {
        Psp22 token = (await Psp22.DeployNewAsync(_deployer, 10, null, null, 0, DevKeypairs.Alice)).Contract;
        uint before = _devnet.BlockNumber;

        ContractReceipt<Result<Unit, Psp22.PSP22Error>> receipt = await token.TransferAsync(Bob, 11, default, DevKeypairs.Alice);

        Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Refused));
        Assert.That(receipt.Value.Error, Is.EqualTo(new Psp22.PSP22Error.InsufficientBalance()));
        Assert.That(_devnet.BlockNumber, Is.EqualTo(before));
        ContractTransactionOptions blind = new() { DryRun = false, GasLimit = new Weight(10_000_000_000, 1_000_000) };
        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(
            async () => await token.TransferAsync(Bob, 11, default, DevKeypairs.Alice, blind));
        Assert.That(exception!.DispatchError.ToString(), Is.EqualTo("Contracts.ContractReverted"));
    }

    [Test]
    public async Task CodeIsStoredOnceAndThenNamed()
    {
        ExtrinsicReceipt upload = await _deployer.UploadCodeAsync(Psp22.Code, DevKeypairs.Alice);
        ContractDeployment<Psp22> deployment = await Psp22.DeployNewAsync(_deployer, 1, null, null, 0, DevKeypairs.Bob);

        Assert.That(upload.EventsOf("Contracts", "CodeStored").Single().Fields["code_hash"].AsBytes(), Is.EqualTo(Psp22.Code.Hash.ToArray()));
        Assert.That(await BytesOfLastExtrinsicAsync(deployment.Receipt), Is.LessThan(1000));
        Assert.That(await deployment.Contract.BalanceOfAsync(Bob), Is.EqualTo(UInt128.One));
    }

    [Test]
    public async Task EstimateIsWhatTheTransactionTakes()
    {
        Psp22 token = (await Psp22.DeployNewAsync(_deployer, 10, null, null, 0, DevKeypairs.Alice)).Contract;
        ContractEstimate<Result<Unit, Psp22.PSP22Error>> estimate = await token.EstimateTransferAsync(Bob, 1, default, new ContractCallOptions { Origin = Alice });
        AccountInfo before = await _chain.GetAccountAsync(Alice);

        ContractReceipt<Result<Unit, Psp22.PSP22Error>> receipt = await token.TransferAsync(Bob, 1, default, DevKeypairs.Alice);

        AccountInfo after = await _chain.GetAccountAsync(Alice);
        Assert.That(estimate.StorageDeposit, Is.GreaterThan((Int128)0));
        Assert.That(estimate.GasRequired.RefTime, Is.GreaterThan(0UL));
        Assert.That(receipt.Weight.RefTime, Is.GreaterThan(0UL));
        Assert.That((Int128)(before.Free - after.Free - receipt.Fee), Is.EqualTo(estimate.StorageDeposit));
    }

    private async Task<int> BytesOfLastExtrinsicAsync(ContractReceipt receipt) => (await _chain.GetBlockAsync(receipt.BlockHash)).Extrinsics[^1].Length;
}
