using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.EndToEnd.Tests.Contracts;
using PhatSdk.Extrinsics;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.EndToEnd.Tests.Phat;

/// <summary>What callers of Phat contracts get wrong, what they are told, and that the cluster goes on: after each test the contracts answer, and take a command.</summary>
internal sealed class BadInputTests
{
    private const uint Supply = 1000;

    private static readonly ContractTransactionOptions Blind = new() { DryRun = false, GasLimit = new Weight(50_000_000_000, 0) };

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private PhatClient _phat = null!;
    private Certificate _alice = null!;
    private PhatToken _token = null!;
    private TypeZoo _zoo = null!;
    private uint _count;

    [OneTimeSetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync();
        _chain = await ChainClient.ConnectAsync(_devnet.Connect());
        _phat = await PhatClient.ConnectAsync(_chain, _devnet.Worker, _devnet.ClusterId);
        _alice = await Certificate.SignAsync(DevKeypairs.Alice);
        IContractDeployer deployer = _phat.CreateDeployer(_alice);
        _token = (await PhatToken.DeployNewAsync(deployer, Supply, DevKeypairs.Alice)).Contract;
        _zoo = (await TypeZoo.DeployNewAsync(deployer, DevKeypairs.Alice)).Contract;
    }

    [TearDown]
    public async Task TheClusterGoesOn()
    {
        CommandOutcome outcome = await OutcomeOf(await _zoo.CountAsync(DevKeypairs.Alice), _zoo);

        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Succeeded), outcome.ToString());
        Assert.That(outcome.Returned<TypeZoo.Messages.Count, uint>(), Is.EqualTo(++_count));
        Assert.That(await _token.TotalSupplyAsync(), Is.EqualTo((UInt128)Supply));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _alice.Dispose();
        await _phat.DisposeAsync();
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [TestCase("this is no URL")]
    [TestCase("")]
    public async Task AFeedThatIsNoUrlEndsTheQueryAndTheLogNamesIt(string url)
    {
        await SetFeedAsync(url);

        ContractTrappedException exception = Assert.ThrowsAsync<ContractTrappedException>(async () => await _token.QuoteAsync())!;

        Assert.That(exception.Message, Does.Contain(_token.Address.ToString()).And.Contain("Other"));
        PinkLogPage log = await _phat.Logger.TailAsync(5, _token.Address);
        Assert.That(log.Records.OfType<PinkLogRecord.Log>().Select(record => record.Message), Has.Some.EqualTo($"http_request: \"{url}\": InvalidUrl"));
    }

    [TestCase("file:///etc/hostname")]
    [TestCase("http://127.0.0.1:1/")]
    public async Task AFeedThatCannotBeReachedIsToldByTheContract(string url)
    {
        await SetFeedAsync(url);

        Result<PhatToken.Quote, PhatToken.Error> quote = await _token.QuoteAsync();

        Assert.That(quote.Error, Is.EqualTo(new PhatToken.Error.FeedFailed(523)));
    }

    [Test]
    public void AnotherContractsMessageIsTold()
    {
        TypeZoo noZoo = _phat.GetContract<TypeZoo>(_token.Address, _alice);

        LangErrorException exception = Assert.ThrowsAsync<LangErrorException>(async () => await noZoo.CallsAsync())!;

        Assert.That(exception.Error, Is.EqualTo(LangError.CouldNotReadInput));
        Assert.That(exception.Message, Does.Contain("`calls`"));
    }

    [Test]
    public async Task ACommandThatTheContractCannotReadIsTold()
    {
        TypeZoo noZoo = _phat.GetContract<TypeZoo>(_token.Address, _alice);

        CommandOutcome outcome = await OutcomeOf(await noZoo.CountAsync(DevKeypairs.Alice, Blind), noZoo);

        Assert.That(outcome.ToString(), Does.StartWith("Reverted: the contract returned 0x0101"));
        Assert.Throws<LangErrorException>(() => outcome.Returned<TypeZoo.Messages.Count, uint>());
    }

    [Test]
    public async Task AnErrOfACommandIsRead()
    {
        CommandOutcome outcome = await OutcomeOf(await _token.TransferAsync(DevKeypairs.Bob.AccountId, Supply + 1, DevKeypairs.Alice, Blind), _token);

        Result<Unit, PhatToken.Error> returned = outcome.Returned<PhatToken.Messages.Transfer, Result<Unit, PhatToken.Error>>();

        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Reverted));
        Assert.That(returned.Error, Is.InstanceOf<PhatToken.Error.InsufficientBalance>());
    }

    [Test]
    public void ACommandToWhatIsNoContractIsRefused()
    {
        PhatToken nowhere = _phat.GetContract<PhatToken>(DevKeypairs.Eve.AccountId, _alice);

        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(
            async () => await nowhere.TransferAsync(DevKeypairs.Bob.AccountId, 1, DevKeypairs.Alice))!;

        Assert.That(exception.Message, Does.Contain(nowhere.Address.ToString()));
    }

    [Test]
    public async Task AnAccountWithoutMoneyIsRefusedByThePool()
    {
        using Keypair poor = Keypair.FromSeed(new byte[32]);
        using Certificate certificate = await Certificate.SignAsync(poor);
        TypeZoo asPoor = _phat.GetContract<TypeZoo>(_zoo.Address, certificate);

        InvalidTransactionException exception = Assert.ThrowsAsync<InvalidTransactionException>(async () => await asPoor.CountAsync(poor, Blind))!;

        Assert.That(exception.Reason, Does.Contain("account balance too low"));
    }

    [Test]
    public async Task AContractThatTrapsIsToldInQueryAndCommand()
    {
        ContractTrappedException tried = Assert.ThrowsAsync<ContractTrappedException>(async () => await _zoo.TrapAsync(DevKeypairs.Alice))!;
        CommandOutcome outcome = await OutcomeOf(await _zoo.TrapAsync(DevKeypairs.Alice, Blind), _zoo);

        Assert.That(tried.Message, Does.Contain(_zoo.Address.ToString()).And.Contain("Contracts.ContractTrapped"));
        Assert.That(outcome.ToString(), Does.StartWith("Failed: Contracts.ContractTrapped"));
        ContractTrappedException sent = Assert.Throws<ContractTrappedException>(outcome.ThrowIfNotSucceeded)!;
        Assert.That((sent.Error, sent.Message.Contains(_zoo.Address.ToString(), StringComparison.Ordinal)), Is.EqualTo(("Contracts.ContractTrapped", true)));
    }

    [Test]
    public async Task AContractThatSpinsRunsOutOfGas()
    {
        byte[] input = ScaleCodec.Encode(ulong.MaxValue, static (ref writer, rounds) =>
        {
            writer.Write(TypeZoo.Messages.Spin.Selector);
            writer.WriteUInt64(rounds);
        });
        IContractInvoker invoker = _phat.CreateInvoker(_alice);

        ContractReceipt receipt = await invoker.SubmitAsync(_zoo.Address, input, DevKeypairs.Alice, Blind, CancellationToken.None);
        CommandOutcome outcome = await OutcomeOf(receipt, _zoo);

        Assert.That(outcome.ToString(), Does.StartWith("Failed: Contracts.OutOfGas"));
    }

    private async Task SetFeedAsync(string url) => (await OutcomeOf(await _token.SetFeedAsync(url, DevKeypairs.Alice), _token)).ThrowIfNotSucceeded();

    private ValueTask<CommandOutcome> OutcomeOf(ContractReceipt receipt, ContractClient contract) =>
        _phat.WaitForCommandAsync(receipt, contract.Address);
}
