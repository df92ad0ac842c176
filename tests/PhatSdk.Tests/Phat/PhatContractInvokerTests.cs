using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Phat;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Phat;

public sealed class PhatContractInvokerTests
{
    private static readonly byte[] Input = Hex.Parse("e777292d01");

    private FakePhat _fake = null!;
    private PhatClient _client = null!;
    private Certificate _certificate = null!;
    private IContractInvoker _invoker = null!;

    [SetUp]
    public async Task SetUp()
    {
        _fake = new FakePhat();
        _fake.Put("PhalaRegistry", "ContractKeys", FakePhat.Contract, DevKeypairs.Charlie.AccountId);
        _client = await _fake.ConnectAsync();
        _certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        _invoker = _client.CreateInvoker(_certificate);
    }

    [TearDown]
    public async Task TearDown()
    {
        _certificate.Dispose();
        await _client.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Test]
    public async Task AQueryRunsWithoutADepositAndReadsTheResult()
    {
        InkQuery.InkMessage? asked = null;
        _fake.Answer = (_, query) =>
        {
            asked = (InkQuery.InkMessage)query;
            return FakePhat.Execution("000103", isReverted: true);
        };

        ContractOutput output = await _invoker.CallAsync(FakePhat.Contract, Input, new ContractCallOptions { TransferValue = 4 }, default);

        Assert.Multiple(() =>
        {
            Assert.That(asked!.Payload.ToArray(), Is.EqualTo(Input));
            Assert.That((asked!.Deposit, asked.Transfer, asked.IsEstimating), Is.EqualTo(((UInt128)0, (UInt128)4, false)));
            Assert.That(output.Data.ToArray(), Is.EqualTo(new byte[] { 0, 1, 3 }));
            Assert.That(output.IsReverted, Is.True);
            Assert.That((output.GasConsumed.RefTime, output.GasRequired.RefTime, output.StorageDeposit), Is.EqualTo((900ul, 1000ul, (Int128)50)));
            Assert.That(output.DebugMessage, Is.EqualTo("noted"));
            Assert.That(_fake.Worker.Origin, Is.EqualTo(DevKeypairs.Alice.AccountId));
        });
    }

    [Test]
    public async Task AnEstimateRunsAsATransactionWithMoneyEnough()
    {
        InkQuery.InkMessage? asked = null;
        _fake.Answer = (_, query) =>
        {
            asked = (InkQuery.InkMessage)query;
            return FakePhat.Execution("00");
        };

        await _invoker.CallAsync(FakePhat.Contract, Input, new ContractCallOptions { Mode = ContractCallMode.Estimate }, default);

        Assert.That((asked!.Deposit, asked.IsEstimating), Is.EqualTo((UInt128.Parse("1000000000000000000000"), true)));
    }

    [Test]
    public void AnExecutionThatDoesNotEndIsNamedAsTheClusterNumbersIt()
    {
        _fake.Answer = (_, _) => FakePhat.Trapped(new PinkDispatchError(PinkDispatchError.Module, 12, 4));

        ContractTrappedException exception = Assert.ThrowsAsync<ContractTrappedException>(CallAsync)!;

        Assert.That(exception.Error, Is.EqualTo("Contracts.ContractTrapped"));
        Assert.That(exception.DebugMessage, Is.EqualTo("noted"));
        Assert.That(exception.Message, Does.StartWith(FakePhat.Contract.ToString()));
    }

    [Test]
    public void AResultThatIsNoneIsUnreadable()
    {
        _fake.Answer = (_, _) => [1, 2, 3];

        Assert.That(Assert.ThrowsAsync<PhatQueryException>(CallAsync)!.Error, Is.EqualTo(PhatQueryError.Unreadable));
    }

    [Test]
    public void NobodyIsAskedInAnotherAccountsName()
    {
        ContractCallOptions options = new() { Origin = DevKeypairs.Bob.AccountId };

        ArgumentException exception =
            Assert.ThrowsAsync<ArgumentException>(async () => await _invoker.CallAsync(FakePhat.Contract, Input, options, default))!;

        Assert.That(exception.Message, Does.Contain(DevKeypairs.Bob.AccountId.ToString()));
    }

    [Test]
    public void AnOlderStateIsRefused() => Assert.ThrowsAsync<ArgumentException>(
        async () => await _invoker.CallAsync(FakePhat.Contract, Input, new ContractCallOptions { At = default(Hash256) }, default));

    [Test]
    public void AnInputWithoutASelectorIsNeverSent()
    {
        int before = _fake.Worker.Transport.Requests.Count;

        Assert.ThrowsAsync<ArgumentException>(async () => await _invoker.CallAsync(FakePhat.Contract, new byte[3], ContractCallOptions.Default, default));
        Assert.ThrowsAsync<ArgumentException>(async () => await SubmitAsync(new byte[3], new Weight(1, 1)));
        Assert.That(_fake.Worker.Transport.Requests, Has.Count.EqualTo(before));
        Assert.That(_fake.Node.Submitted, Is.Empty);
    }

    [Test]
    public async Task ACommandIsSealedToTheContractAndQueued()
    {
        ContractReceipt receipt = await SubmitAsync(Input, new Weight(300, 7), transfer: 6, storageDepositLimit: 9);

        (CommandPayload<InkCommand> payload, UInt128 deposit) = Pushed();
        CommandPayload<InkCommand>.Encrypted encrypted = (CommandPayload<InkCommand>.Encrypted)payload;
        using SecretChannel contract = new(DevKeypairs.Charlie, encrypted.Data.PublicKey.Span);
        InkCommand command = ScaleCodec.Decode<InkCommand>(contract.Open(encrypted.Data));
        Assert.Multiple(() =>
        {
            Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Queued));
            Assert.That(receipt.BlockNumber, Is.EqualTo(FakePhat.Block));
            Assert.That(receipt.CommandNonce!.Value.ToArray(), Is.EqualTo(command.Nonce.ToArray()));
            Assert.That(command.Nonce.Length, Is.EqualTo(32));
            Assert.That(command.Message.ToArray(), Is.EqualTo(Input));
            Assert.That((command.Transfer, command.GasLimit, command.StorageDepositLimit), Is.EqualTo(((UInt128)6, 300ul, (UInt128?)9)));
            Assert.That(deposit, Is.EqualTo(UInt128.Zero), "600 for gas, 9, 6 and 2 are less than the 1000 that are there");
        });
    }

    [Test]
    public async Task WhatIsMissingInTheClusterGoesAlong()
    {
        await SubmitAsync(Input, new Weight(500, 0), transfer: 30, storageDepositLimit: 20);

        Assert.That(Pushed().Deposit, Is.EqualTo((UInt128)(1000 + 30 + 20 + 2 - FakePhat.FreeBalance)));
    }

    [Test]
    public async Task ADepositWithoutEndIsLeftToTheChainToRefuse()
    {
        await SubmitAsync(Input, new Weight(1, 0), storageDepositLimit: UInt128.MaxValue);

        Assert.That(Pushed().Deposit, Is.EqualTo(UInt128.MaxValue - FakePhat.FreeBalance));
    }

    [Test]
    public async Task GasBeyondTheWorkersLimitIsNeitherAskedNorPaidFor()
    {
        await SubmitAsync(Input, new Weight(ulong.MaxValue, 0));

        (CommandPayload<InkCommand> payload, UInt128 deposit) = Pushed();
        EncryptedData data = ((CommandPayload<InkCommand>.Encrypted)payload).Data;
        using SecretChannel contract = new(DevKeypairs.Charlie, data.PublicKey.Span);
        Assert.That(ScaleCodec.Decode<InkCommand>(contract.Open(data)).GasLimit, Is.EqualTo(2_500_000_000_000));
        Assert.That(deposit, Is.EqualTo((UInt128)((2 * 2_500_000_000_000) + 2 - FakePhat.FreeBalance)));
    }

    [Test]
    public void ACommandNeedsAGasLimitAndAContract()
    {
        Assert.ThrowsAsync<ArgumentException>(async () => await SubmitAsync(Input, null));
        _fake.Remove("PhalaRegistry", "ContractKeys", FakePhat.Contract);
        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(async () => await SubmitAsync(Input, new Weight(1, 0)))!;
        Assert.That(exception.Error, Is.EqualTo(PhatQueryError.UnknownContract));
        Assert.That(_fake.Node.Submitted, Is.Empty);
    }

    [Test]
    public void ACommandIsSubmittedOnce()
    {
        _fake.Node.OnSubmit = (_, _, teller) => teller.Tell("\"ready\"").Break(new RpcConnectionException("cut"));

        Assert.CatchAsync<PhatSdkException>(async () => await SubmitAsync(Input, new Weight(1, 0)));
        Assert.That(_fake.Node.Submitted, Has.Count.EqualTo(1));
    }

    private async Task CallAsync() => await _invoker.CallAsync(FakePhat.Contract, Input, ContractCallOptions.Default, default);

    private ValueTask<ContractReceipt> SubmitAsync(byte[] input, Weight? gasLimit, UInt128 transfer = default, UInt128? storageDepositLimit = null) =>
        _invoker.SubmitAsync(
            FakePhat.Contract,
            input,
            DevKeypairs.Alice,
            new ContractTransactionOptions { GasLimit = gasLimit, TransferValue = transfer, StorageDepositLimit = storageDepositLimit },
            default);

    /// <summary>What <c>push_contract_message</c>, call 3 of pallet 48, carried.</summary>
    private (CommandPayload<InkCommand> Payload, UInt128 Deposit) Pushed()
    {
        byte[] extrinsic = _fake.Node.Submitted.Single();
        int start = extrinsic.AsSpan().IndexOf((byte[])[48, 3, .. FakePhat.Contract.Span]);
        ScaleReader reader = new(extrinsic.AsSpan(start + 2 + AccountId.Size));
        CommandPayload<InkCommand> payload = ScaleCodec.Decode<CommandPayload<InkCommand>>(reader.ReadBytes());
        UInt128 deposit = reader.ReadUInt128();
        reader.ThrowIfNotAtEnd();
        return (payload, deposit);
    }
}
