using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Calls;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Extrinsics.Fees;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Extrinsics;

/// <summary>Calls within calls, fees and signing without a connection, against the devnet's real runtime.</summary>
internal sealed class ExtrinsicOutcomeTests
{
    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _extrinsics = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _chain = await ChainClient.ConnectAsync(_devnet.Connect());
        _extrinsics = new ExtrinsicClient(_chain);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task BatchTellsEachItem()
    {
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(
            RuntimeCall.Batch(_chain.Metadata, [Transfer(1), Transfer(2), Transfer(3)]), DevKeypairs.Alice, new ExtrinsicOptions { Tip = 7 });

        Assert.That(receipt.Outcomes.Select(outcome => (outcome.Event, outcome.Index, outcome.Error)), Is.EqualTo(new (string, uint?, DispatchError?)[]
        {
            ("ItemCompleted", 0, null), ("ItemCompleted", 1, null), ("ItemCompleted", 2, null),
        }));
        Assert.That(receipt.Tip, Is.EqualTo((UInt128)7));
        Assert.That(receipt.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(3));
    }

    [Test]
    public void BatchOfAllFailsWhole()
    {
        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(
            async () => await _extrinsics.SubmitAsync(RuntimeCall.Batch(_chain.Metadata, [Transfer(1), Root()]), DevKeypairs.Alice));

        Assert.That((exception!.Error, exception.Inner), Is.EqualTo(("BadOrigin", (CallOutcome?)null)));
        Assert.That(exception.Receipt!.EventsOf("Balances", "Transfer"), Is.Empty);
    }

    [Test]
    public void InterruptedBatchIsAFailureThatNamesItsItem()
    {
        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(
            async () => await _extrinsics.SubmitAsync(
                RuntimeCall.Batch(_chain.Metadata, [Transfer(1), Root(), Transfer(2)], BatchMode.UntilFailure), DevKeypairs.Alice));

        Assert.That((exception!.Error, exception.Inner!.Event, exception.Inner.Index), Is.EqualTo(("BadOrigin", "BatchInterrupted", (uint?)1)));
        Assert.That(exception.Message, Does.Contain("Utility.batch failed with its call 1: BadOrigin"));
        Assert.That(exception.Receipt!.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task ForcedBatchTellsWhichItemsFailed()
    {
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(
            RuntimeCall.Batch(_chain.Metadata, [Transfer(1), Root(), Transfer(2)], BatchMode.Every), DevKeypairs.Alice);

        Assert.That(receipt.Outcomes.Select(outcome => outcome.Error?.Name), Is.EqualTo(new[] { null, "BadOrigin", null }));
        Assert.That(receipt.Outcomes[1].Index, Is.EqualTo(1));
        Assert.That(receipt.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task RootsCallHappensAndItsFailureIsOne()
    {
        RuntimeCall forced = RuntimeCall.Create(
            _chain.Metadata,
            "Balances",
            "force_transfer",
            ("source", RuntimeCall.Address(_chain.Metadata, DevKeypairs.Eve.AccountId)),
            ("dest", RuntimeCall.Address(_chain.Metadata, DevKeypairs.Bob.AccountId)),
            ("value", 5));
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(RuntimeCall.Sudo(_chain.Metadata, forced), DevKeypairs.Alice);
        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(
            async () => await _extrinsics.SubmitAsync(RuntimeCall.Sudo(_chain.Metadata, Transfer(1)), DevKeypairs.Alice));

        Assert.That(receipt.Outcomes.Single().Event, Is.EqualTo("Sudid"));
        Assert.That((exception!.Error, exception.Inner!.Pallet), Is.EqualTo(("BadOrigin", "Sudo")));
        Assert.That(exception.Message, Does.Contain("Sudo.sudo failed within (Sudo.Sudid): BadOrigin"));
    }

    [Test]
    public async Task EstimateIsWhatIsPaid()
    {
        FeeEstimate estimate = await _extrinsics.EstimateFeeAsync(Transfer(1), DevKeypairs.Charlie);
        FeeDetails details = await _extrinsics.GetFeeDetailsAsync(Transfer(1), DevKeypairs.Charlie, new ExtrinsicOptions { Tip = 3 });
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(Transfer(1), DevKeypairs.Charlie, new ExtrinsicOptions { Tip = 3 });

        Assert.That(receipt.Fee, Is.EqualTo(estimate.Fee + 3));
        Assert.That((details.Total, details.Tip), Is.EqualTo((receipt.Fee, (UInt128)3)));
        Assert.That(details.LengthFee, Is.GreaterThan(UInt128.Zero));
        Assert.That((estimate.Weight.ProofSize, estimate.Class), Is.EqualTo((receipt.Weight.ProofSize, "Normal")));
        Assert.That(estimate.Weight.RefTime, Is.InRange(1, receipt.Weight.RefTime), "without what the extensions take");
    }

    [Test]
    public void ChainThatCannotTryCallsSaysSo() =>
        Assert.ThrowsAsync<NotSupportedException>(async () => await _extrinsics.DryRunAsync(Transfer(1), DevKeypairs.Alice.AccountId));

    [TestCase(0u)]
    [TestCase(64u)]
    public async Task WhatIsSignedWithoutAConnectionIsIncluded(uint period)
    {
        uint number = (await _chain.GetHeaderAsync()).Number;
        Era era = period == 0 ? Era.Immortal : Era.Mortal(period, number);
        SigningContext context = new()
        {
            GenesisHash = _devnet.GenesisHash,
            SpecVersion = _chain.RuntimeVersion.SpecVersion,
            TransactionVersion = _chain.RuntimeVersion.TransactionVersion,
            Nonce = (await _chain.GetAccountAsync(DevKeypairs.Dave.AccountId)).Nonce,
            Era = era,
            EraBlockHash = await _chain.GetBlockHashAsync((uint)era.Birth(number)),
        };
        byte[] extrinsic = await new ExtrinsicEncoder(_chain.Metadata).SignAsync(Transfer(4), DevKeypairs.Dave, context);

        await using ExtrinsicTracker tracker = await _extrinsics.SubmitAndTrackAsync(SignedExtrinsic.Read(extrinsic, _chain.Metadata));
        ExtrinsicReceipt receipt = await tracker.WaitForBlockAsync();
        byte[] included = (await _chain.GetBlockAsync(receipt.BlockHash)).Extrinsics[(int)receipt.ExtrinsicIndex];
        DecodedExtrinsic decoded = new ExtrinsicDecoder(_chain.Metadata).Decode(included);

        Assert.That(included, Is.EqualTo(extrinsic));
        Assert.That((decoded.Account, decoded.Era, decoded.Call.ToString()), Is.EqualTo(
            ((AccountId?)DevKeypairs.Dave.AccountId, (Era?)era, $"Balances.transfer_allow_death {{ dest: {{ Id: {DevKeypairs.Bob.AccountId} }}, value: 4 }}")));
    }

    private RuntimeCall Transfer(UInt128 amount) => RuntimeCall.Create(
        _chain.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(_chain.Metadata, DevKeypairs.Bob.AccountId)), ("value", amount));

    private RuntimeCall Root() => RuntimeCall.Create(_chain.Metadata, "System", "set_heap_pages", ("pages", 1));
}
