using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

/// <summary>Wires that break, and nodes that tell in other ways. Whatever happens, an extrinsic is sent once.</summary>
[CancelAfter(30_000)]
internal sealed class ExtrinsicTrackerTests
{
    private const string Submit = "author_submitAndWatchExtrinsic";

    private static readonly AccountId Account = AccountId.Parse("0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee");
    private static readonly RpcConnectionException Cut = new("cut");

    private FakeNode _node = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _client = null!;
    private FakeSigner _signer = null!;
    private string _pending = "[]";

    private static RuntimeCall Remark => RuntimeCall.Create(RecordedMetadata.PhatChain, "System", "remark", ("remark", new byte[] { 1, 2, 3 }));

    [SetUp]
    public async Task Connect()
    {
        _pending = "[]";
        _node = new FakeNode(head: 21);
        _node.Connection.Answer("author_pendingExtrinsics", _ => _pending);
        _chain = await ChainClient.ConnectAsync(_node.Connection, new ChainClientOptions { TimeProvider = new InstantTimeProvider() });
        _client = new ExtrinsicClient(_chain);
        _signer = new FakeSigner(SignatureScheme.Ed25519, Account, new byte[64]);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task WatchGoesOnWhereItsWireBreaks(bool waitForFinalization, CancellationToken cancellationToken)
    {
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, 25);
            node.Head = 27;
            teller.Tell("\"ready\"").Break(Cut);
        };

        ExtrinsicReceipt receipt = await _client.SubmitAsync(Remark, _signer, new ExtrinsicOptions { WaitForFinalization = waitForFinalization }, cancellationToken);

        Assert.That(receipt.BlockNumber, Is.EqualTo(25));
        Assert.That(Sent(), Is.EqualTo(1));
    }

    [Test]
    public async Task WatchThatTheNodeEndsGoesOnToo(CancellationToken cancellationToken)
    {
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, 25);
            node.Head = 27;
            teller.Tell($"{{\"inBlock\":\"{FakeNode.HashOf(25)}\"}}").Break(null);
        };
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer, null, cancellationToken);

        List<ExtrinsicStatus> statuses = [];
        await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync(cancellationToken))
        {
            statuses.Add(status);
        }

        Assert.That(
            statuses,
            Is.EqualTo(new[]
            {
                new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, FakeNode.HashOf(25)),
                new ExtrinsicStatus(ExtrinsicStatusKind.Finalized, FakeNode.HashOf(25)),
            }));
    }

    [Test]
    public async Task SubmissionWhoseWireBreaksIsFoundInItsBlock(CancellationToken cancellationToken)
    {
        _node.Connection.OnSubscribe(Submit, parameters =>
        {
            _node.Include(Hex.Parse(parameters[0].GetString()), 25);
            _node.Head = 27;
            throw Cut;
        });

        ExtrinsicReceipt receipt = await _client.SubmitAsync(Remark, _signer, null, cancellationToken);

        Assert.That(receipt.BlockNumber, Is.EqualTo(25));
        Assert.That(Sent(), Is.EqualTo(1));
    }

    [Test]
    public async Task SubmissionWhoseWireBreaksIsFoundInThePool(CancellationToken cancellationToken)
    {
        byte[] extrinsic = [];
        int looks = 0;
        _node.Connection.OnSubscribe(Submit, parameters =>
        {
            extrinsic = Hex.Parse(parameters[0].GetString());
            throw Cut;
        });
        _node.Connection.Answer("author_pendingExtrinsics", _ =>
        {
            if (++looks == 6)
            {
                _node.Include(extrinsic, 25);
                _node.Head = 27;
            }

            return looks < 6 ? $"[\"{Hex.Format(extrinsic)}\"]" : "[]";
        });
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer, null, cancellationToken);

        Assert.That(looks, Is.EqualTo(1), "it was looked for before anything else is done");
        List<ExtrinsicStatusKind> kinds = [];
        await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync(cancellationToken))
        {
            kinds.Add(status.Kind);
        }

        Assert.That(kinds, Is.EqualTo(new[] { ExtrinsicStatusKind.Ready, ExtrinsicStatusKind.InBlock, ExtrinsicStatusKind.Finalized }));
        Assert.That(Sent(), Is.EqualTo(1));
    }

    [Test]
    public async Task SubmissionThatNeverArrivedIsMissingAndTheNextNonceIsAskedFor(CancellationToken cancellationToken)
    {
        _node.Connection.Fail(Submit, Cut);
        _node.Connection.Answer("system_accountNextIndex", "4");

        ExtrinsicLostException? exception = Assert.ThrowsAsync<ExtrinsicLostException>(async () => await _client.SubmitAsync(Remark, _signer, null, cancellationToken));

        Assert.That(exception!.Status.Kind, Is.EqualTo(ExtrinsicStatusKind.Missing));
        Assert.That(Sent(), Is.EqualTo(1));
        Assert.That((await _client.CreateContextAsync(Account, null, cancellationToken)).Nonce, Is.EqualTo(4));
    }

    [Test]
    public void ExtrinsicWhoseTimeRunsOutIsExpired(CancellationToken cancellationToken)
    {
        _node.OnSubmit = (node, extrinsic, teller) =>
        {
            _pending = $"[\"{Hex.Format(extrinsic)}\"]";
            node.Head = 30;
            teller.Break(Cut);
        };

        ExtrinsicLostException? exception = Assert.ThrowsAsync<ExtrinsicLostException>(
            async () => await _client.SubmitAsync(Remark, _signer, new ExtrinsicOptions { MortalityPeriod = 4 }, cancellationToken));

        Assert.That(exception!.Status.Kind, Is.EqualTo(ExtrinsicStatusKind.Expired));
    }

    [Test]
    public async Task TransportWithoutSubscriptionsFollowsByBlocks(CancellationToken cancellationToken)
    {
        NotSupportedException none = new("no subscriptions");
        _node.Connection.Fail(Submit, none).Fail("transactionWatch_v1_submitAndWatch", none);
        _node.Connection.Answer("author_submitExtrinsic", parameters =>
        {
            byte[] extrinsic = Hex.Parse(parameters[0].GetString());
            _node.Include(extrinsic, 25);
            _node.Head = 27;
            return $"\"{ExtrinsicEncoder.HashOf(extrinsic)}\"";
        });

        Assert.That((await _client.SubmitAsync(Remark, _signer, null, cancellationToken)).BlockNumber, Is.EqualTo(25));
    }

    [Test]
    public async Task NodeOfTheOtherFamilyWatchesToo(CancellationToken cancellationToken)
    {
        _node.Connection.Fail(Submit, NotFound(Submit));
        _node.Connection.OnSubscribe("transactionWatch_v1_submitAndWatch", parameters =>
        {
            _node.Include(Hex.Parse(parameters[0].GetString()), 27);
            return new FakeRpcSubscription()
                .Tell("""{"event":"validated"}""")
                .Tell($$$"""{"event":"bestChainBlockIncluded","block":{"hash":"{{{FakeNode.HashOf(25)}}}","index":1}}""")
                .Tell("""{"event":"bestChainBlockIncluded","block":null}""")
                .Tell($$$"""{"event":"finalized","block":{"hash":"{{{FakeNode.HashOf(27)}}}","index":1}}""");
        });
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(Remark, _signer, null, cancellationToken);

        List<ExtrinsicStatus> statuses = [];
        await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync(cancellationToken))
        {
            statuses.Add(status);
        }

        Assert.That(
            statuses,
            Is.EqualTo(new[]
            {
                new ExtrinsicStatus(ExtrinsicStatusKind.Ready),
                new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, FakeNode.HashOf(25)),
                new ExtrinsicStatus(ExtrinsicStatusKind.Retracted, FakeNode.HashOf(25)),
                new ExtrinsicStatus(ExtrinsicStatusKind.Finalized, FakeNode.HashOf(27)),
            }));
        Assert.That((await tracker.WaitForFinalizationAsync(cancellationToken)).BlockNumber, Is.EqualTo(27));
    }

    [TestCase("invalid")]
    [TestCase("dropped")]
    [TestCase("error")]
    public void RefusalOfTheOtherFamilySaysWhy(string kind, CancellationToken cancellationToken)
    {
        _node.Connection.Fail(Submit, NotFound(Submit));
        _node.Connection.OnSubscribe(
            "transactionWatch_v1_submitAndWatch", _ => new FakeRpcSubscription().Tell($$"""{"event":"{{kind}}","error":"Transaction is outdated"}"""));

        InvalidTransactionException? exception = Assert.ThrowsAsync<InvalidTransactionException>(
            async () => await _client.SubmitAsync(Remark, _signer, null, cancellationToken));

        Assert.That(exception!.Reason, Is.EqualTo("Transaction is outdated"));
    }

    [Test]
    public async Task NodeThatOnlyBroadcastsIsStoppedInTheEnd(CancellationToken cancellationToken)
    {
        foreach (string method in new[] { Submit, "transactionWatch_v1_submitAndWatch", "author_submitExtrinsic", "author_pendingExtrinsics" })
        {
            _node.Connection.Fail(method, NotFound(method));
        }

        _node.Connection.Answer("transaction_v1_stop", "null").Answer("transaction_v1_broadcast", parameters =>
        {
            _node.Include(Hex.Parse(parameters[0].GetString()), 25);
            _node.Head = 27;
            return "\"operation-7\"";
        });

        Assert.That((await _client.SubmitAsync(Remark, _signer, null, cancellationToken)).BlockNumber, Is.EqualTo(25));
        JsonElement stopped = _node.Connection.Calls.Single(call => call.Method == "transaction_v1_stop").Parameters;
        Assert.That(stopped[0].GetString(), Is.EqualTo("operation-7"));
    }

    [Test]
    public async Task CallOfAnotherRuntimeIsNotSent(CancellationToken cancellationToken)
    {
        RuntimeCall call = Remark;
        SignedExtrinsic signed = await _client.SignAsync(call, _signer, null, cancellationToken);
        Upgrade();
        ExtrinsicClient later = new(_chain);

        RuntimeUpgradedException? ofCall = Assert.ThrowsAsync<RuntimeUpgradedException>(async () => await later.SubmitAsync(call, _signer, null, cancellationToken));
        RuntimeUpgradedException? ofSigned = Assert.ThrowsAsync<RuntimeUpgradedException>(async () => await later.SubmitAndTrackAsync(signed, cancellationToken));

        Assert.That((ofCall!.SpecVersion, ofCall.CurrentSpecVersion), Is.EqualTo((100u, 101u)));
        Assert.That(ofCall.Message, Does.Contain("System.remark").And.Contain("100").And.Contain("101"));
        Assert.That((ofSigned!.SpecVersion, ofSigned.CurrentSpecVersion), Is.EqualTo((100u, 101u)));
        Assert.That(Sent(), Is.Zero);
    }

    [Test]
    public void RefusalAfterAnUpgradeSaysSo(CancellationToken cancellationToken)
    {
        _node.Connection.OnSubscribe(Submit, _ =>
        {
            Upgrade();
            throw new RpcResponseException(Submit, 1010, "Invalid Transaction", JsonSerializer.SerializeToElement("Transaction has a bad signature"));
        });

        RuntimeUpgradedException? exception = Assert.ThrowsAsync<RuntimeUpgradedException>(
            async () => await _client.SubmitAsync(new RuntimeCall(Remark.Encoded), _signer, null, cancellationToken));

        Assert.That(exception!.InnerException, Is.InstanceOf<InvalidTransactionException>());
        Assert.That(Sent(), Is.EqualTo(1));
    }

    [Test]
    public async Task ExtrinsicOfAnotherMachineIsFollowed(CancellationToken cancellationToken)
    {
        SignedExtrinsic made = await _client.SignAsync(Remark, _signer, null, cancellationToken);
        SignedExtrinsic read = SignedExtrinsic.Read(made.Encoded, _chain.Metadata);
        await using ExtrinsicTracker tracker = await _client.SubmitAndTrackAsync(read, cancellationToken);

        Assert.That((read.Hash, read.Call, read.Account, read.Era), Is.EqualTo((made.Hash, "System.remark", (AccountId?)Account, made.Era)));
        Assert.That((await tracker.WaitForBlockAsync(cancellationToken)).ExtrinsicHash, Is.EqualTo(made.Hash));
    }

    private static RpcResponseException NotFound(string method) => new(method, -32601, "Method not found");

    private void Upgrade()
    {
        _node.Head++;
        _node.Version = _node.Version with { SpecVersion = 101 };
    }

    private int Sent() => _node.Connection.Calls.Count(call => call.Method is Submit or "author_submitExtrinsic" or "transactionWatch_v1_submitAndWatch");
}
