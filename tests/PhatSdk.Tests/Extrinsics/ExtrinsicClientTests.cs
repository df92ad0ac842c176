using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

internal sealed class ExtrinsicClientTests
{
    private static readonly AccountId Account = AccountId.Parse("0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee");

    private FakeNode _node = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _client = null!;
    private FakeSigner _signer = null!;

    private static RuntimeCall Remark => RuntimeCall.Create(RecordedMetadata.PhatChain, "System", "remark", ("remark", new byte[] { 1, 2, 3 }));

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(head: 21);
        _chain = await ChainClient.ConnectAsync(_node.Connection, new ChainClientOptions { TimeProvider = new InstantTimeProvider() });
        _client = new ExtrinsicClient(_chain);
        _signer = new FakeSigner(SignatureScheme.Ed25519, Account, new byte[64]);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task ReceiptTellsBlockEventsFeeAndWeight()
    {
        ExtrinsicReceipt receipt = await _client.SubmitAsync(Remark, _signer);

        Assert.That(receipt.BlockHash, Is.EqualTo(FakeNode.HashOf(27)));
        Assert.That((receipt.BlockNumber, receipt.ExtrinsicIndex), Is.EqualTo((27u, 1u)));
        Assert.That(receipt.ExtrinsicHash, Is.EqualTo(ExtrinsicEncoder.HashOf(_node.Submitted.Single())));
        Assert.That(receipt.Events, Is.Not.Empty);
        Assert.That(receipt.Events.Select(record => record.ExtrinsicIndex), Is.All.EqualTo(1u));
        Assert.That(receipt.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(1));
        Assert.That(receipt.Fee, Is.EqualTo(receipt.EventsOf("TransactionPayment", "TransactionFeePaid").Single().Fields["actual_fee"].AsUInt128()));
        Assert.That(receipt.Fee, Is.GreaterThan(UInt128.Zero));
        Assert.That(receipt.Weight.RefTime, Is.GreaterThan(0UL));
    }

    [Test]
    public async Task ExtrinsicIsMortalFromTheFinalHeadByDefault()
    {
        SigningContext context = await _client.CreateContextAsync(Account);

        Assert.That(context.Era, Is.EqualTo(Era.Mortal(64, 21)));
        Assert.That(context.EraBlockHash, Is.EqualTo(FakeNode.HashOf(21)));
        Assert.That((context.GenesisHash, context.SpecVersion, context.TransactionVersion), Is.EqualTo((FakeNode.HashOf(0), 100u, 1u)));
    }

    [Test]
    public async Task LongErasBeginWithTheBlockOfTheirBirth()
    {
        _node.Head = 21;
        SigningContext context = await _client.CreateContextAsync(Account, new ExtrinsicOptions { MortalityPeriod = 65_536, Nonce = 3 });

        Assert.That(context.Era.Birth(21), Is.EqualTo(16));
        Assert.That(context.EraBlockHash, Is.EqualTo(FakeNode.HashOf(16)));
        Assert.That(context.Nonce, Is.EqualTo(3));
        Assert.That(_node.Connection.Calls.Any(call => call.Method == "system_accountNextIndex"), Is.False);
    }

    [Test]
    public async Task ImmortalExtrinsicsAreOnDemand()
    {
        SigningContext context = await _client.CreateContextAsync(Account, new ExtrinsicOptions { MortalityPeriod = 0, Tip = 7 });

        Assert.That(context.Era.IsImmortal, Is.True);
        Assert.That(context.Tip, Is.EqualTo((UInt128)7));
    }

    [Test]
    public async Task NonceIsAskedOfTheRuntimeWhereTheNodeHasNoMethodForIt()
    {
        _node.Connection.Fail("system_accountNextIndex", new RpcResponseException("system_accountNextIndex", -32601, "Method not found"));
        _node.Runtime["AccountNonceApi_account_nonce"] = arguments =>
        {
            Assert.That(arguments, Is.EqualTo(Account.ToArray()));
            return [9, 0, 0, 0];
        };

        Assert.That((await _client.CreateContextAsync(Account)).Nonce, Is.EqualTo(9));
    }

    [Test]
    public async Task TasksOfOneAccountGetNoncesWithoutGaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer);
        })));

        Assert.That(_node.Submitted.Select(NonceOf), Is.EqualTo(Enumerable.Range(0, 64).Select(nonce => (uint)nonce)));
    }

    [Test]
    public async Task NodeBetweenTwoBlocksIsAskedAgain()
    {
        Queue<string> answers = new(["0", "0", "0", "1"]);
        _node.Connection.Answer("system_accountNextIndex", _ => answers.Dequeue());
        await using ExtrinsicTracker first = await _client.SubmitAndTrackAsync(Remark, _signer);
        await using ExtrinsicTracker second = await _client.SubmitAndTrackAsync(Remark, _signer);

        Assert.That(_node.Submitted.Select(NonceOf), Is.EqualTo(new uint[] { 0, 1 }));
        Assert.That(answers, Is.Empty);
    }

    [Test]
    public async Task NodeThatLostAnExtrinsicIsBelieved()
    {
        _node.Connection.Answer("system_accountNextIndex", "5");
        await using ExtrinsicTracker first = await _client.SubmitAndTrackAsync(Remark, _signer);
        await using ExtrinsicTracker second = await _client.SubmitAndTrackAsync(Remark, _signer);

        Assert.That(_node.Submitted.Select(NonceOf), Is.EqualTo(new uint[] { 5, 5 }));
    }

    [Test]
    public async Task WaitingForFinalizationTakesTheFinalBlock()
    {
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, 57);
            node.Include(extrinsic, 27);
            teller.Tell("\"ready\"").Tell($"{{\"inBlock\":\"{FakeNode.HashOf(57)}\"}}").Tell($"{{\"retracted\":\"{FakeNode.HashOf(57)}\"}}")
                .Tell($"{{\"inBlock\":\"{FakeNode.HashOf(27)}\"}}").Tell($"{{\"finalized\":\"{FakeNode.HashOf(27)}\"}}");
        };

        Assert.That((await _client.SubmitAsync(Remark, _signer)).BlockNumber, Is.EqualTo(57));
        Assert.That((await _client.SubmitAsync(Remark, _signer, new ExtrinsicOptions { WaitForFinalization = true })).BlockNumber, Is.EqualTo(27));
    }

    [Test]
    public async Task TrackerWaitsForTheBlockAndThenForItsFinality()
    {
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer);

        Assert.That((await tracker.WaitForBlockAsync()).BlockNumber, Is.EqualTo(27));
        Assert.That((await tracker.WaitForBlockAsync()).BlockNumber, Is.EqualTo(27));
        Assert.That((await tracker.WaitForFinalizationAsync()).BlockNumber, Is.EqualTo(27));
    }

    [Test]
    public void FailedCallIsNamedAndItsFeeIsKnown()
    {
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, 22);
            teller.Tell($"{{\"inBlock\":\"{FakeNode.HashOf(22)}\"}}");
        };

        DispatchException? exception = Assert.ThrowsAsync<DispatchException>(async () => await _client.SubmitAsync(Remark, _signer));

        Assert.That((exception!.Pallet, exception.Error), Is.EqualTo(("Contracts", "ContractTrapped")));
        Assert.That(exception.Docs, Is.Not.Empty);
        Assert.That(exception.Message, Does.Contain("System.remark").And.Contain("Contracts.ContractTrapped").And.Contain(exception.Docs));
        Assert.That(exception.Receipt!.Fee, Is.GreaterThan(UInt128.Zero));
        Assert.That(exception.Receipt.BlockNumber, Is.EqualTo(22));
    }

    [TestCase("\"dropped\"", ExtrinsicStatusKind.Dropped)]
    [TestCase("\"invalid\"", ExtrinsicStatusKind.Invalid)]
    [TestCase("{\"usurped\":\"0x1111111111111111111111111111111111111111111111111111111111111111\"}", ExtrinsicStatusKind.Usurped)]
    [TestCase("{\"finalityTimeout\":\"0x1111111111111111111111111111111111111111111111111111111111111111\"}", ExtrinsicStatusKind.FinalityTimeout)]
    public void EndsWithoutABlockAreToldApart(string status, ExtrinsicStatusKind kind)
    {
        _node.OnSubmit = (_, _, teller) => teller.Tell("\"ready\"").Tell(status);

        ExtrinsicLostException? exception = Assert.ThrowsAsync<ExtrinsicLostException>(async () => await _client.SubmitAsync(Remark, _signer));

        Assert.That(exception!.Status.Kind, Is.EqualTo(kind));
        Assert.That(exception.ExtrinsicHash, Is.EqualTo(ExtrinsicEncoder.HashOf(_node.Submitted.Single())));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task ALostExtrinsicIsNotWaitedForAgain(CancellationToken cancellationToken)
    {
        _node.OnSubmit = static (_, _, teller) => teller.Tell("\"dropped\"");
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer, null, cancellationToken);
        Assert.ThrowsAsync<ExtrinsicLostException>(async () => await tracker.WaitForBlockAsync(cancellationToken));

        ExtrinsicLostException? exception = Assert.ThrowsAsync<ExtrinsicLostException>(async () => await tracker.WaitForFinalizationAsync(cancellationToken));

        Assert.That(exception!.Status.Kind, Is.EqualTo(ExtrinsicStatusKind.Dropped));
    }

    [Test]
    public void RefusalSaysWhy()
    {
        _node.Connection.Fail(
            "author_submitAndWatchExtrinsic",
            new RpcResponseException(
                "author_submitAndWatchExtrinsic", 1010, "Invalid Transaction", JsonSerializer.SerializeToElement("Transaction is outdated")));

        InvalidTransactionException? exception = Assert.ThrowsAsync<InvalidTransactionException>(async () => await _client.SubmitAsync(Remark, _signer));

        Assert.That((exception!.Code, exception.Reason), Is.EqualTo((1010, "Transaction is outdated")));
        Assert.That(exception.InnerException, Is.InstanceOf<RpcResponseException>());
    }

    [Test]
    public void OtherRefusalsStayWhatTheyAre()
    {
        _node.Connection.Fail("author_submitAndWatchExtrinsic", new RpcResponseException("author_submitAndWatchExtrinsic", -32601, "Method not found"));

        Assert.ThrowsAsync<RpcResponseException>(async () => await _client.SubmitAsync(Remark, _signer));
    }

    [Test]
    public async Task NothingIsSentTwiceOverABrokenWire()
    {
        _node.OnSubmit = static (_, _, teller) => teller.Tell("\"ready\"").Break(new RpcConnectionException("cut"));
        _node.Connection.Fail("author_pendingExtrinsics", new RpcConnectionException("cut"));

        Assert.ThrowsAsync<RpcConnectionException>(async () => await _client.SubmitAsync(Remark, _signer));
        Assert.That(_node.Submitted, Has.Count.EqualTo(1));
        _node.Connection.Fail("author_submitAndWatchExtrinsic", new RpcConnectionException("cut"));
        Assert.ThrowsAsync<RpcConnectionException>(async () => await _client.SubmitAsync(Remark, _signer));
        Assert.That(_node.Connection.Calls.Count(call => call.Method == "author_submitAndWatchExtrinsic"), Is.EqualTo(2));
        await Task.CompletedTask;
    }

    [Test]
    public void BlockThatDoesNotHoldTheExtrinsicIsRefused()
    {
        _node.OnSubmit = static (_, _, teller) => teller.Tell($"{{\"inBlock\":\"{FakeNode.HashOf(27)}\"}}");

        Assert.ThrowsAsync<RpcFormatException>(async () => await _client.SubmitAsync(Remark, _signer));
    }

    [Test]
    public async Task CancelledWaitLetsTheNextSubmissionThrough()
    {
        _node.OnSubmit = static (_, _, teller) => teller.Tell("\"ready\"");
        using CancellationTokenSource source = new();
        ValueTask<ExtrinsicReceipt> waiting = _client.SubmitAsync(Remark, _signer, null, source.Token);
        await source.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        await using ExtrinsicTracker next = await _client.SubmitAndTrackAsync(Remark, _signer);
        Assert.That(_node.Submitted, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task RecordedExtrinsicsHaveReceipts()
    {
        ReceiptReader receipts = new(_chain);
        int succeeded = 0;
        int failed = 0;
        foreach (RecordedBlock block in RecordedBlocks.All)
        {
            foreach (byte[] extrinsic in block.Extrinsics)
            {
                try
                {
                    ExtrinsicReceipt receipt = await receipts.ReadAsync(
                        null, ExtrinsicEncoder.HashOf(extrinsic), FakeNode.HashOf(block.Number), CancellationToken.None);
                    Assert.That(receipt.BlockNumber, Is.EqualTo(block.Number));
                    succeeded++;
                }
                catch (DispatchException exception)
                {
                    Assert.That(exception.Receipt!.Fee, Is.GreaterThan(UInt128.Zero));
                    failed++;
                }
            }
        }

        Assert.That(succeeded + failed, Is.EqualTo(RecordedBlocks.All.Sum(block => block.Extrinsics.Count)));
        Assert.That(failed, Is.GreaterThan(10));
    }

    private static uint NonceOf(byte[] extrinsic) => ScaleCodec.Decode(extrinsic, static (ref reader) =>
    {
        reader.ReadCompactUInt32();
        reader.ReadRaw(1 + 33 + 65);
        reader.Read<Era>();
        uint nonce = reader.ReadCompactUInt32();
        reader.ReadRaw(reader.Remaining);
        return nonce;
    });
}
