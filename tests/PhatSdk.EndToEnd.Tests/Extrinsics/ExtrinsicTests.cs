using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Extrinsics;

/// <summary>The extrinsic client against the devnet's real runtime.</summary>
[TestFixture(DevnetWire.InProcess)]
[TestFixture(DevnetWire.Socket)]
internal sealed class ExtrinsicTests(DevnetWire wire)
{
    private DevnetTestNode _node = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _extrinsics = null!;

    [SetUp]
    public async Task Start()
    {
        _node = await DevnetTestNode.StartAsync(wire, new PhatDevnetOptions { HasCluster = false });
        _chain = await ChainClient.ConnectAsync(await _node.ConnectAsync());
        _extrinsics = new ExtrinsicClient(_chain);
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task TransferMovesTheAmountAndCostsTheFee()
    {
        UInt128 alice = (await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free;
        UInt128 bob = (await _chain.GetAccountAsync(DevKeypairs.Bob.AccountId)).Free;

        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, 1_000_000), DevKeypairs.Alice);

        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Bob.AccountId)).Free, Is.EqualTo(bob + 1_000_000));
        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free, Is.EqualTo(alice - 1_000_000 - receipt.Fee));
        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Nonce, Is.EqualTo(1));
        Assert.That(receipt.Fee, Is.GreaterThan(UInt128.Zero));
        Assert.That(receipt.Weight.RefTime, Is.GreaterThan(0UL));
        EventRecord transfer = receipt.EventsOf("Balances", "Transfer").Single();
        Assert.That(transfer.Fields["from"].AsAccountId(), Is.EqualTo(DevKeypairs.Alice.AccountId));
        Assert.That(transfer.Fields["to"].AsAccountId(), Is.EqualTo(DevKeypairs.Bob.AccountId));
        Assert.That(transfer.Fields["amount"].AsUInt128(), Is.EqualTo((UInt128)1_000_000));
        Assert.That(await _chain.GetBlockHashAsync(receipt.BlockNumber), Is.EqualTo(receipt.BlockHash));
        Assert.That(ChainClient.HashOf(await _chain.GetHeaderAsync(receipt.BlockHash)), Is.EqualTo(receipt.BlockHash));
    }

    [Test]
    public async Task FinalityCanBeWaitedFor()
    {
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(
            Transfer(DevKeypairs.Bob.AccountId, 1), DevKeypairs.Alice, new ExtrinsicOptions { WaitForFinalization = true, MortalityPeriod = 0, Tip = 5 });

        Assert.That((await _chain.GetHeaderAsync(await _chain.GetFinalizedHeadAsync())).Number, Is.GreaterThanOrEqualTo(receipt.BlockNumber));
    }

    [Test]
    public async Task FailureOfThePalletHasItsName()
    {
        UInt128 alice = (await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free;

        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(
            async () => await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, UInt128.MaxValue / 2), DevKeypairs.Alice));

        Assert.That(exception!.ToString(), Does.Contain("Balances.transfer_allow_death"));
        Assert.That(exception.DispatchError.ToString(), Is.EqualTo("Token.FundsUnavailable").Or.EqualTo("Arithmetic.Underflow"));
        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free, Is.EqualTo(alice - exception.Receipt!.Fee));
    }

    [Test]
    public void FailureOfAModuleHasItsNameAndDocs()
    {
        RuntimeCall call = RuntimeCall.Create(
            _chain.Metadata, "Sudo", "sudo", ("call", ScaleValue.Variant(
                "System", ScaleValue.Tuple(ScaleValue.Variant("remark", ScaleValue.Fields(("remark", new byte[] { 1 })))))));

        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(async () => await _extrinsics.SubmitAsync(call, DevKeypairs.Bob));

        Assert.That((exception!.Pallet, exception.Error), Is.EqualTo(("Sudo", "RequireSudo")));
        Assert.That(exception.Docs, Is.EqualTo("Sender must be the Sudo account."));
    }

    [Test]
    public void UsedNonceIsRefusedByThePool()
    {
        Assert.DoesNotThrowAsync(async () => await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, 1), DevKeypairs.Alice));

        InvalidTransactionException? exception = Assert.ThrowsAsync<InvalidTransactionException>(
            async () => await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, 1), DevKeypairs.Alice, new ExtrinsicOptions { Nonce = 0 }));

        Assert.That((exception!.Code, exception.Reason), Is.EqualTo((1010, "Transaction is outdated")));
    }

    [Test]
    public void AccountThatCannotPayIsRefusedByThePool()
    {
        using Keypair poor = Keypair.FromSeed(new byte[32]);

        InvalidTransactionException? exception = Assert.ThrowsAsync<InvalidTransactionException>(
            async () => await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, 1), poor));

        Assert.That(exception!.Code, Is.EqualTo(1010));
        Assert.That(exception.Reason, Does.Contain("pay some fees"));
    }

    [Test]
    public async Task SixtyFourTasksOfOneAccountAreAllIncluded()
    {
        ExtrinsicReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            _ => Task.Run(async () => await _extrinsics.SubmitAsync(Transfer(DevKeypairs.Bob.AccountId, 1), DevKeypairs.Alice))));

        Assert.That(receipts.Select(receipt => receipt.ExtrinsicHash).Distinct().Count(), Is.EqualTo(64));
        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Nonce, Is.EqualTo(64));
    }

    private RuntimeCall Transfer(AccountId to, UInt128 amount) => RuntimeCall.Create(
        _chain.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(_chain.Metadata, to)), ("value", amount));
}
