using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Worker.Pink;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Extrinsics;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>Commands, queries and stakes through the real chain.</summary>
internal sealed class DevnetWorkerTests
{
    private const ulong GasLimit = 2_000_000_000_000;

    private static readonly InkContract Probe = new("pink_probe");
    private static readonly InkContract Zoo = new("type_zoo");

    private WorkerFixture _devnet = null!;

    [OneTimeSetUp]
    public async Task SetUp() => _devnet = await WorkerFixture.StartAsync();

    [OneTimeTearDown]
    public async Task TearDown() => await _devnet.DisposeAsync();

    [Test]
    public async Task AContractsKeyIsOnTheChainOnceItLives()
    {
        uint before = _devnet.Chain.Best.Number;
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        using Keypair key = _devnet.Worker.Current.Cluster!.Cluster.Keys.DeriveContractKey(probe);
        Assert.Multiple(() =>
        {
            Assert.That(_devnet.Chain.Best.Number, Is.GreaterThan(before + 1), "in a block after that of the order");
            Assert.That(ContractKey(probe), Is.EqualTo(key.PublicKey.ToArray()));
        });
    }

    [Test]
    public async Task ACommandInTheClearChangesTheContract()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("clear")));
        Assert.That(await NoteAsync(probe), Is.EqualTo("clear"));
    }

    [Test]
    public async Task ASealedCommandChangesTheContract()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        using SecretChannel channel = SecretChannel.Create(ContractKey(probe));
        InkCommand command = new() { Nonce = new byte[32], Message = Probe.Input("set_note", InkContract.Text("sealed")), GasLimit = GasLimit };
        await PushAsync(DevKeypairs.Alice, probe, new CommandPayload<InkCommand>.Encrypted(channel.Seal(ScaleCodec.Encode(command))));
        Assert.That(await NoteAsync(probe), Is.EqualTo("sealed"));
    }

    [Test]
    public async Task ACommandSealedToAnotherIsIgnored()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        using SecretChannel channel = SecretChannel.Create(ContractKey(_devnet.Blueprint.SystemContract));
        InkCommand command = new() { Nonce = new byte[32], Message = Probe.Input("set_note", InkContract.Text("sealed")), GasLimit = GasLimit };
        await PushAsync(DevKeypairs.Alice, probe, new CommandPayload<InkCommand>.Encrypted(channel.Seal(ScaleCodec.Encode(command))));
        Assert.That(await NoteAsync(probe), Is.Empty);
    }

    [Test]
    public async Task TheClusterGoesBackWithTheChain()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("first")));
        ChainSnapshot snapshot = await _devnet.Chain.SnapshotAsync(CancellationToken.None);
        Block head = _devnet.Chain.Best;
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("second")));
        AccountId later = await _devnet.DeployAsync(Zoo, "new");
        Assert.That(await NoteAsync(probe), Is.EqualTo("second"));
        await _devnet.Chain.RevertAsync(snapshot, CancellationToken.None);
        Assert.That(await NoteAsync(probe), Is.EqualTo("first"));
        Assert.That(_devnet.Worker.Current.Cluster!.Contracts.ContainsKey(later), Is.False);
        _devnet.ForgetNonces();
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("third")));
        Assert.That(await NoteAsync(probe), Is.EqualTo("third"));
        await _devnet.Chain.SetHeadAsync(head.Hash, CancellationToken.None);
        Assert.That(await NoteAsync(probe), Is.EqualTo("first"));
        _devnet.ForgetNonces();
        AccountId again = await _devnet.DeployAsync(Zoo, "new");
        Assert.That(ContractKey(again), Has.Length.EqualTo(32), "what the worker says fits the chain again");
    }

    [Test]
    public async Task WhatIsNoCommandIsIgnored()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        foreach (byte[] payload in (byte[][])[[], [9], [0], [0, 0, 0xff], [1, 2, 3], [0, 0, 4, 1, 4, 1]])
        {
            await PushRawAsync(DevKeypairs.Alice, probe, payload);
        }

        await PushRawAsync(DevKeypairs.Alice, default, [0]);
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("still here")));
        Assert.That(await NoteAsync(probe), Is.EqualTo("still here"));
    }

    [Test]
    public async Task NobodyButPalletsMayOrderTheWorker()
    {
        uint contracts = (uint)_devnet.Worker.Current.Cluster!.Contracts.Count;
        byte[] destruction = ScaleCodec.Encode<ClusterOperation>(new ClusterOperation.Destroy(ClusterBlueprint.FirstCluster));
        await _devnet.SendAsync(DevKeypairs.Bob, Push("phala/cluster/key", destruction));
        Assert.That(_devnet.Worker.Current.Cluster?.Contracts.Count, Is.EqualTo(contracts));
    }

    [Test]
    public async Task TheLogTellsTheOutcomeOfACommand()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        byte[] nonce = Guid.NewGuid().ToByteArray();
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("x")), nonce);
        LogRecord.MessageOutput output = Outputs().Single(record => record.Nonce.Span.SequenceEqual(nonce));
        Assert.Multiple(() =>
        {
            Assert.That(output.Contract, Is.EqualTo(probe));
            Assert.That(output.Origin, Is.EqualTo(DevKeypairs.Alice.AccountId));
            Assert.That(output.BlockNumber, Is.EqualTo(_devnet.Chain.Best.Number));
            Assert.That(output.Output[^4..].ToArray(), Is.EqualTo(Probe.Input("set_note")));
            Assert.That(InkContract.Returned(output.Output[..^4]).ToArray(), Is.EqualTo(new byte[] { 1 }), "it ran in a transaction");
        });
    }

    [Test]
    public async Task AStakeBecomesAWeight()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        await _devnet.SendAsync(DevKeypairs.Bob, Stake(probe, 3_000_000_000_000));
        GetContractInfoRequest request = new() { Contracts = { probe.ToString() } };
        GetContractInfoResponse info = await _devnet.AskAsync("GetContractInfo", request, GetContractInfoResponse.Parser);
        Assert.That(info.Contracts.Single().Weight, Is.EqualTo(300));
        byte[] put = Probe.Input("cache_put", [.. InkContract.Text("k"), .. InkContract.Text("v"), 0]);
        Assert.That(InkContract.Returned(await _devnet.CallAsync(probe, put)).ToArray(), Is.EqualTo(new byte[] { 1 }), "the cache has room");
        await _devnet.SendAsync(DevKeypairs.Bob, Stake(probe, 0));
        Assert.That(InkContract.Returned(await _devnet.CallAsync(probe, put)).ToArray(), Is.EqualTo(new byte[] { 0 }), "the cache has no room");
    }

    [Test]
    public async Task AContractWithoutMoneyDoesNotStopTheOthers()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        byte[] nonce = Guid.NewGuid().ToByteArray();
        await CommandAsync(DevKeypairs.Charlie, probe, Probe.Input("set_note", InkContract.Text("poor")), nonce);
        Assert.That(InkContract.HasFailed(Outputs().Single(record => record.Nonce.Span.SequenceEqual(nonce)).Output[..^4]), Is.True);
        await CommandAsync(DevKeypairs.Alice, probe, Probe.Input("set_note", InkContract.Text("rich")));
        Assert.That(await NoteAsync(probe), Is.EqualTo("rich"));
    }

    [Test]
    public async Task SixtyFourQueriesAtOnceGetTheirOwnAnswers()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        await using LoopbackServer server = LoopbackServer.Answering(head => LoopbackServer.Ok(head.Split(' ')[1]));
        byte[][] bodies = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            byte[] input = Probe.Input("request", [.. InkContract.Text("GET"), .. InkContract.Text($"{server.Url}{i}"), 0, 0]);
            ReadOnlyMemory<byte> answer = InkContract.Returned(await _devnet.CallAsync(probe, input));
            return ScaleCodec.Decode<PhatSdk.Devnet.Worker.Pink.ContractHttpResponse>(answer.Span).Body.ToArray();
        }));
        Assert.That(bodies.Select(Encoding.UTF8.GetString), Is.EqualTo(Enumerable.Range(0, 64).Select(i => $"/{i}")));
    }

    [Test]
    public async Task QueriesRunSideBySide()
    {
        const int Queries = 16;
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        TaskCompletionSource allAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        await using LoopbackServer server = new(async (_, stream, token) =>
        {
            if (Interlocked.Increment(ref asked) == Queries)
            {
                allAsked.SetResult();
            }

            await allAsked.Task.WaitAsync(token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Ok("all are here")), token);
        });
        byte[] input = Probe.Input("request", [.. InkContract.Text("GET"), .. InkContract.Text(server.Url), 0, 0]);
        ReadOnlyMemory<byte>[] answers = await Task.WhenAll(Enumerable.Range(0, Queries).Select(_ => _devnet.CallAsync(probe, input)));
        Assert.That(
            answers.Select(answer => ScaleCodec.Decode<PhatSdk.Devnet.Worker.Pink.ContractHttpResponse>(InkContract.Returned(answer).Span).StatusCode),
            Is.All.EqualTo(200));
    }

    [Test]
    public async Task SixteenCommandsAtOnceAllHaveTheirOutcome()
    {
        AccountId probe = await _devnet.DeployAsync(Probe, "new");
        byte[][] nonces = [.. Enumerable.Range(0, 16).Select(_ => Guid.NewGuid().ToByteArray())];
        RuntimeCall[] calls = [.. nonces.Select((nonce, i) => _devnet.Phala.Command(
            probe, new InkCommand { Nonce = nonce, Message = Probe.Input("set_note", InkContract.Text($"note {i}")), GasLimit = GasLimit }))];
        await _devnet.SendAsync(DevKeypairs.Alice, calls);
        Assert.Multiple(async () =>
        {
            Assert.That(nonces.Select(nonce => Outputs().Count(record => record.Nonce.Span.SequenceEqual(nonce))), Is.All.EqualTo(1));
            Assert.That(await NoteAsync(probe), Is.EqualTo("note 15"), "in the order in which they came");
        });
    }

    [Test]
    public async Task AContractThatTrapsLeavesTheWorkerWorking()
    {
        AccountId zoo = await _devnet.DeployAsync(Zoo, "new");
        Assert.That(InkContract.HasFailed(await _devnet.CallAsync(zoo, Zoo.Input("trap"))), Is.True);
        byte[] nonce = Guid.NewGuid().ToByteArray();
        await CommandAsync(DevKeypairs.Alice, zoo, Zoo.Input("trap"), nonce);
        Assert.Multiple(async () =>
        {
            Assert.That(InkContract.HasFailed(Outputs().Single(record => record.Nonce.Span.SequenceEqual(nonce)).Output[..^4]), Is.True);
            Assert.That(
                Said().Last(said => said.Contract == zoo).Message,
                Is.EqualTo("contract call failed: Module(ModuleError { index: 4, error: [12, 0, 0, 0], message: Some(\"ContractTrapped\") })"));
            Assert.That(InkContract.HasFailed(await _devnet.CallAsync(zoo, Zoo.Input("boolean", [1]))), Is.False);
        });
    }

    [Test]
    public async Task AContractThatSpinsRunsOutOfGas()
    {
        AccountId zoo = await _devnet.DeployAsync(Zoo, "new");
        byte[] nonce = Guid.NewGuid().ToByteArray();
        await CommandAsync(DevKeypairs.Alice, zoo, SpinInput(), nonce, gasLimit: 50_000_000_000);
        Assert.Multiple(async () =>
        {
            Assert.That(InkContract.HasFailed(Outputs().Single(record => record.Nonce.Span.SequenceEqual(nonce)).Output[..^4]), Is.True);
            Assert.That(Said().Last(said => said.Contract == zoo).Message, Does.Contain("OutOfGas"));
            Assert.That(InkContract.HasFailed(await _devnet.CallAsync(zoo, Zoo.Input("boolean", [1]))), Is.False);
        });
    }

    [Test]
    public async Task AQueryThatSpinsCanBeEnded()
    {
        AccountId zoo = await _devnet.DeployAsync(Zoo, "new");
        using CancellationTokenSource stopping = new();
        Task<InkResponse> spinning = _devnet.QueryAsync(zoo, new InkQuery.InkMessage(SpinInput(), 0, 0, false), DevKeypairs.Alice, stopping.Token);
        Assert.That(InkContract.HasFailed(await _devnet.CallAsync(zoo, Zoo.Input("boolean", [1]))), Is.False, "others run beside it");
        await stopping.CancelAsync();
        Assert.That(async () => await spinning, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task AQueryThatSpinsForTooLongTimesOut()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync(new WorkerOptions { QueryTimeLimit = TimeSpan.FromMilliseconds(100) });
        AccountId zoo = await devnet.DeployAsync(Zoo, "new");
        InkResponse response = await devnet.QueryAsync(zoo, new InkQuery.InkMessage(SpinInput(), 0, 0, false), DevKeypairs.Alice);
        Assert.That(response.Outcome.TryGetValue(out _, out QueryError error), Is.False);
        Assert.That(error.Kind, Is.EqualTo(QueryErrorKind.Timeout));
    }

    [Test]
    public async Task NothingIsLeftWhenTheWorkerEnds()
    {
        WorkerFixture devnet = await WorkerFixture.StartAsync();
        AccountId probe = await devnet.DeployAsync(Probe, "new");
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new((_, _, token) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        byte[] input = Probe.Input("request", [.. InkContract.Text("GET"), .. InkContract.Text(server.Url), 0, 0]);
        Task<ReadOnlyMemory<byte>> pending = devnet.CallAsync(probe, input);
        await asked.Task;
        Keypair identity = devnet.Worker.Environment.Keys.Identity;
        Cluster cluster = devnet.Worker.Current.Cluster!.Cluster;
        await devnet.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(async () => await pending, Throws.InstanceOf<PhatSdk.Pruntime.PruntimeException>().With.Property("Failure").EqualTo(PhatSdk.Pruntime.PruntimeFailure.Unreachable));
            Assert.That(async () => await devnet.CallAsync(probe, input), Throws.InstanceOf<PhatSdk.Pruntime.PruntimeException>());
            Assert.That(devnet.Chain.FinalizedBlocks.Followers, Is.Zero);
            Assert.That(() => identity.Sign([]), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => cluster.Keys.Cluster.Sign([]), Throws.InstanceOf<ObjectDisposedException>());
        });
    }

    [Test]
    public async Task WhoWaitsForABlockThatNeverComesIsTold()
    {
        (DevnetChain chain, _, DevnetWorker worker) = WorkerFixture.StartWithoutCluster();
        Task waiting = worker.WaitForBlockAsync(1000, CancellationToken.None);
        await worker.DisposeAsync();
        await chain.DisposeAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task BeforeThereIsAClusterTheWorkerSaysSo()
    {
        (DevnetChain chain, _, DevnetWorker worker) = WorkerFixture.StartWithoutCluster();
        await using InProcessPruntimeTransport transport = new(worker);
        await worker.WaitForBlockAsync(0, CancellationToken.None);
        PhatSdk.Pruntime.PruntimeResponse response = await transport.SendAsync("PhactoryAPI.GetClusterInfo", default, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(GetClusterInfoResponse.Parser.ParseFrom(response.Body.Span).Info, Is.Null);
        });
        await worker.DisposeAsync();
        await chain.DisposeAsync();
    }

    private static byte[] SpinInput() => Zoo.Input("spin", InkContract.Number(ulong.MaxValue));

    private IEnumerable<LogRecord.MessageOutput> Outputs() => Records().OfType<LogRecord.MessageOutput>();

    private IEnumerable<LogRecord.Said> Said() => Records().OfType<LogRecord.Said>();

    private IEnumerable<LogRecord> Records() => _devnet.Worker.Current.Cluster!.Cluster.Log.Records.Select(static record => record.Record);

    private Task CommandAsync(Keypair signer, AccountId contract, byte[] message, byte[]? nonce = null, ulong gasLimit = GasLimit) =>
        PushAsync(signer, contract, new CommandPayload<InkCommand>.Plain(new InkCommand { Nonce = nonce, Message = message, GasLimit = gasLimit }));

    private Task PushAsync(Keypair signer, AccountId contract, CommandPayload<InkCommand> payload) => PushRawAsync(signer, contract, ScaleCodec.Encode(payload));

    private Task PushRawAsync(Keypair signer, AccountId contract, byte[] payload) =>
        _devnet.SendAsync(signer, Push($"phala/contract/{contract.ToString()[2..]}/command", payload));

    private RuntimeCall Push(string topic, byte[] payload) =>
        _devnet.Calls.Create("PhalaMq", "push_message", [.. InkContract.Text(topic), .. InkContract.Bytes(payload)]);

    private RuntimeCall Stake(AccountId contract, UInt128 plancks) =>
        _devnet.Calls.Create("PhalaPhatTokenomic", "adjust_stake", [.. contract.Span, .. InkContract.Number(plancks)]);

    private async Task<string> NoteAsync(AccountId probe) => ScaleCodec.Decode(
        InkContract.Returned(await _devnet.CallAsync(probe, Probe.Input("note"))).Span, static (ref reader) => reader.ReadString());

    private byte[] ContractKey(AccountId contract)
    {
        byte[] prefix = new byte[32];
        Twox.Hash("PhalaRegistry"u8, prefix.AsSpan(0, 16));
        Twox.Hash("ContractKeys"u8, prefix.AsSpan(16));
        byte[] hash = new byte[8];
        Twox.Hash(contract.Span, hash);
        return _devnet.Chain.Best.State.Get([.. prefix, .. hash, .. contract.Span])!.Value.ToArray();
    }
}
