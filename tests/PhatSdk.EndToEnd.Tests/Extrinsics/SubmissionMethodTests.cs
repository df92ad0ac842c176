using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.EndToEnd.Tests.Chain;
using PhatSdk.EndToEnd.Tests.Rpc;
using PhatSdk.Extrinsics;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.EndToEnd.Tests.Extrinsics;

/// <summary>Submission by each method that there is, to a node that has no better one.</summary>
[TestFixture("author_submitAndWatchExtrinsic")]
[TestFixture("transactionWatch_v1_submitAndWatch")]
[TestFixture("author_submitExtrinsic")]
[TestFixture("transaction_v1_broadcast")]
[CancelAfter(60_000)]
internal sealed class SubmissionMethodTests(string method)
{
    private static readonly string[] Methods =
        ["author_submitAndWatchExtrinsic", "transactionWatch_v1_submitAndWatch", "author_submitExtrinsic", "transaction_v1_broadcast"];

    private PhatDevnet _devnet = null!;
    private CountedSubmissions _sent = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _extrinsics = null!;

    [SetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _sent = new CountedSubmissions();
        _chain = await ChainClient.ConnectAsync(new FilteredConnection(_sent.Watch(_devnet.Connect()), IsThere));
        _extrinsics = new ExtrinsicClient(_chain);
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task ReceiptTellsOfTheBlockAndWhatHappenedInIt(CancellationToken cancellationToken)
    {
        for (uint amount = 1; amount <= 3; amount++)
        {
            ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(Transfer(amount), DevKeypairs.Alice, cancellationToken: cancellationToken);

            Assert.That(receipt.EventsOf("Balances", "Transfer").Single().Fields["amount"].AsUInt128(), Is.EqualTo((UInt128)amount));
            Assert.That(await _chain.GetBlockHashAsync(receipt.BlockNumber, cancellationToken), Is.EqualTo(receipt.BlockHash));
        }

        Assert.That(_sent.Methods, Is.EquivalentTo(new[] { method }));
        Assert.That(_sent.Sent.Values, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public async Task StatusesEndWithTheFinalBlock(CancellationToken cancellationToken)
    {
        await using ExtrinsicTracker tracker = await _extrinsics.SubmitAndTrackAsync(Transfer(1), DevKeypairs.Alice, cancellationToken: cancellationToken);
        List<ExtrinsicStatus> statuses = [];
        await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync(cancellationToken))
        {
            statuses.Add(status);
        }

        Assert.That(statuses, Is.Unique);
        Assert.That(statuses[^1].Kind, Is.EqualTo(ExtrinsicStatusKind.Finalized));
        Assert.That(statuses, Has.Member(new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, statuses[^1].Hash)));
        ExtrinsicReceipt receipt = await tracker.WaitForFinalizationAsync(cancellationToken);
        Assert.That((receipt.BlockHash, receipt.ExtrinsicHash), Is.EqualTo((statuses[^1].Hash!.Value, tracker.ExtrinsicHash)));
    }

    [Test]
    public void FailureOfTheCallIsTold(CancellationToken cancellationToken)
    {
        DispatchException exception = Assert.ThrowsAsync<DispatchException>(
            async () => await _extrinsics.SubmitAsync(Transfer(UInt128.MaxValue / 2), DevKeypairs.Alice, cancellationToken: cancellationToken))!;

        Assert.That(exception.DispatchError.ToString(), Is.EqualTo("Token.FundsUnavailable").Or.EqualTo("Arithmetic.Underflow"));
    }

    [Test]
    public async Task UsedNonceIsRefusedOrNeverIncluded(CancellationToken cancellationToken)
    {
        await _extrinsics.SubmitAsync(Transfer(1), DevKeypairs.Alice, cancellationToken: cancellationToken);
        ExtrinsicOptions used = new() { Nonce = 0, MortalityPeriod = 4 };

        // A broadcast is taken without a look at it: only time tells.
        if (method == "transaction_v1_broadcast")
        {
            await using ExtrinsicTracker tracker = await _extrinsics.SubmitAndTrackAsync(Transfer(2), DevKeypairs.Alice, used, cancellationToken);
            for (int i = 0; i < 12; i++)
            {
                await _devnet.SealBlockAsync(cancellationToken);
            }

            ExtrinsicLostException lost = Assert.ThrowsAsync<ExtrinsicLostException>(async () => await tracker.WaitForBlockAsync(cancellationToken))!;
            Assert.That((lost.ExtrinsicHash, lost.Status.Kind), Is.EqualTo((tracker.ExtrinsicHash, ExtrinsicStatusKind.Expired)));
        }
        else
        {
            Assert.ThrowsAsync<InvalidTransactionException>(async () => await _extrinsics.SubmitAsync(Transfer(2), DevKeypairs.Alice, used, cancellationToken));
        }

        ExtrinsicReceipt next = await _extrinsics.SubmitAsync(Transfer(3), DevKeypairs.Alice, cancellationToken: cancellationToken);
        Assert.That(next.EventsOf("Balances", "Transfer").Single().Fields["amount"].AsUInt128(), Is.EqualTo((UInt128)3));
    }

    [Test]
    public async Task TasksOfOneAccountAreAllIncluded(CancellationToken cancellationToken)
    {
        const int Tasks = 12;
        ExtrinsicReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(
            _ => Task.Run(async () => await _extrinsics.SubmitAsync(Transfer(1), DevKeypairs.Alice, cancellationToken: cancellationToken))));

        Assert.That(receipts.Select(receipt => receipt.ExtrinsicHash), Is.Unique);
        Assert.That((await _chain.GetAccountAsync(DevKeypairs.Alice.AccountId, cancellationToken: cancellationToken)).Nonce, Is.EqualTo(Tasks));
        Assert.That(_sent.Sent, Has.Count.EqualTo(Tasks));
        Assert.That(_sent.Sent.Values, Is.All.EqualTo(1));
    }

    // A node with JSON-RPC v2 only has nothing of author_*; one that is asked by HTTP, no watches.
    private bool IsThere(string name)
    {
        bool isPureV2 = method is "transactionWatch_v1_submitAndWatch" or "transaction_v1_broadcast";
        return !(isPureV2 && name.StartsWith("author_", StringComparison.Ordinal)) && !Methods.TakeWhile(better => better != method).Contains(name);
    }

    private RuntimeCall Transfer(UInt128 amount) => RuntimeCall.Create(
        _chain.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(_chain.Metadata, DevKeypairs.Bob.AccountId)), ("value", amount));
}
