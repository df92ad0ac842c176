using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker.Pink;

/// <summary>Each function of the Pink extension, called by a contract on the real cluster runtime, in queries and as in transactions.</summary>
internal sealed class PinkProbeTests
{
    private static readonly InkContract Probe = new("pink_probe");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123));
    private ClusterFixture _cluster = null!;
    private AccountId _probe;

    [OneTimeSetUp]
    public void SetUp()
    {
        _cluster = new ClusterFixture(new WorkerOptions { Time = _time });
        _probe = _cluster.Deploy(Probe, "new");
        _cluster.CommandFromPallet(
            _cluster.Blueprint.SystemContract,
            new InkContract("phat_system").Input("ContractDeposit::change_deposit", [.. _probe.Span, .. InkContract.Number((UInt128)1_000_000_000_000)]));
    }

    [OneTimeTearDown]
    public void TearDown() => _cluster.Dispose();

    [Test]
    public async Task QueriesReachTheWeb()
    {
        await using LoopbackServer server = LoopbackServer.Answering(LoopbackServer.Ok("hi"));
        ContractHttpResponse response = Request(server.Url);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(response.ReasonPhrase, Is.EqualTo("OK"));
            Assert.That(Encoding.UTF8.GetString(response.Body.Span), Is.EqualTo("hi"));
        });
    }

    [Test]
    public void TransactionsDoNotReachTheWeb()
    {
        ContractHttpResponse response = Request("http://127.0.0.1:1/", ExecutionMode.Estimating);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(523));
            Assert.That(response.ReasonPhrase, Is.EqualTo("API Unavailable"));
            Assert.That(Encoding.UTF8.GetString(response.Body.Span), Is.EqualTo("HTTP request is not supported in transaction"));
        });
    }

    [Test]
    public async Task AnAnswerThatIsTooLargeIsAnIoError()
    {
        await using LoopbackServer server = LoopbackServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {OutboundHttp.MaxBodySize + 1}\r\n\r\n");
        ContractHttpResponse response = Request(server.Url);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(524));
            Assert.That(Encoding.UTF8.GetString(response.Body.Span), Is.EqualTo("ResponseTooLarge"));
        });
    }

    [Test]
    public void AnInvalidUrlTrapsTheContract() =>
        Assert.That(InkContract.HasFailed(_cluster.Query(_probe, RequestInput("no url"))), Is.True);

    [Test]
    public void ContractsReadTheLogThroughItsAddress()
    {
        string query = """{"action":"GetInfo"}""";
        byte[] input = Probe.Input("request", [.. InkContract.Text("POST"), .. InkContract.Text($"sidevm://{_cluster.Driver}"), 0, .. InkContract.Text(query)]);
        ContractHttpResponse response = ScaleCodec.Decode<ContractHttpResponse>(InkContract.Returned(_cluster.Query(_probe, input)).Span);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(Encoding.UTF8.GetString(response.Body.Span), Does.Contain("nextSequence"));
        });
    }

    [Test]
    public void ContractsWithoutAProgramBesideThemAnswerNothing() =>
        Assert.That(Request($"sidevm://{_probe}").StatusCode, Is.EqualTo(500));

    [Test]
    public async Task ABatchAsksAllAtOnce()
    {
        int arrived = 0;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new(async (_, stream, token) =>
        {
            if (Interlocked.Increment(ref arrived) == 5)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Ok("hi")), token);
        });
        ReadOnlyMemory<byte> answer = InkContract.Returned(_cluster.Query(_probe, BatchInput(server.Url, 5)));
        byte[] one = [0, 200, 0, 8, (byte)'h', (byte)'i'];
        Assert.That(answer.ToArray(), Is.EqualTo((byte[])[20, .. one, .. one, .. one, .. one, .. one]));
    }

    [TestCase(ExecutionMode.Query, 6, "TooManyRequests")]
    [TestCase(ExecutionMode.Estimating, 1, "NotAllowed")]
    public void ABatchIsLimited(ExecutionMode mode, int count, string error)
    {
        string answer = Encoding.UTF8.GetString(InkContract.Returned(_cluster.Query(_probe, BatchInput("http://127.0.0.1:1/", count), mode)).Span);
        Assert.That(answer.Replace(" ", string.Empty, StringComparison.Ordinal), Does.Contain(error).IgnoreCase);
    }

    [TestCase(ExecutionMode.Query)]
    [TestCase(ExecutionMode.Estimating)]
    public void KeysAreDerivedTheSameWayEverywhere(ExecutionMode mode)
    {
        byte[] expected = new byte[KeyDerivation.SecretKeySize];
        _cluster.Now.Cluster.Keys.DeriveContractSecret(_probe, "salt"u8, expected);
        byte[] answer = InkContract.Returned(_cluster.Query(_probe, Probe.Input("derive", InkContract.Text("salt")), mode)).ToArray();
        Assert.That(answer, Is.EqualTo(InkContract.Bytes(expected)));
    }

    [Test]
    public void ContractsSignInEveryWay()
    {
        byte[] input = Probe.Input("sign_all", [.. InkContract.Text("salt"), .. InkContract.Text("message")]);
        (byte[] Public, byte[] Signature, bool IsGood)[] signatures = ReadSignatures(_cluster.Query(_probe, input));
        byte[] secret = new byte[KeyDerivation.SecretKeySize];
        _cluster.Now.Cluster.Keys.DeriveContractSecret(_probe, "salt"u8, secret);
        using Keypair sr25519 = Keypair.FromSecretKey(secret);
        Assert.Multiple(() =>
        {
            Assert.That(signatures.Select(signature => signature.Public.Length), Is.EqualTo(new[] { 32, 32, 33 }));
            Assert.That(signatures.Select(signature => signature.Signature.Length), Is.EqualTo(new[] { 64, 64, 65 }));
            Assert.That(signatures.Select(signature => signature.IsGood), Is.All.True);
            Assert.That(signatures[1].Public, Is.EqualTo(sr25519.PublicKey.ToArray()));
            Assert.That(SignatureAlgorithm.Sr25519.Verify(signatures[1].Public, "message"u8, signatures[1].Signature), Is.True);
            Assert.That(SignatureAlgorithm.Ed25519.Verify(signatures[0].Public, "message"u8, signatures[0].Signature), Is.True);
        });
    }

    [Test]
    public void TransactionsSignOnlyWhatIsTheSameEverywhere()
    {
        byte[] input = Probe.Input("sign_all", [.. InkContract.Text("salt"), .. InkContract.Text("message")]);

        // sr25519 gives an empty signature, which verify then refuses to look at.
        Assert.That(InkContract.HasFailed(_cluster.Query(_probe, input, ExecutionMode.Estimating)), Is.True);
    }

    [TestCase(ExecutionMode.Query)]
    [TestCase(ExecutionMode.Estimating)]
    public void HashesAreSigned(ExecutionMode mode)
    {
        byte[] answer = InkContract.Returned(_cluster.Query(_probe, Probe.Input("sign_prehashed", Blake2b.Hash256("x"u8).Span), mode)).ToArray();
        Span<byte> recovered = stackalloc byte[33];
        Assert.That(HostCrypto.Recover(answer.AsSpan(33, 65), Blake2b.Hash256("x"u8).Span, recovered), Is.EqualTo(EcdsaRecovery.Recovered));
        Assert.That(recovered.ToArray(), Is.EqualTo(answer[..33]));
        Assert.That(answer[^1], Is.EqualTo(1));
    }

    [Test]
    public void QueriesKeepValues()
    {
        Assert.That(Cached("one"), Is.EqualTo(new byte[] { 0 }));
        Assert.That(Put("one", "v", seconds: null), Is.EqualTo(new byte[] { 1 }));
        Assert.That(Cached("one"), Is.EqualTo(new byte[] { 1, 4, (byte)'v' }));
        Assert.That(Take("one"), Is.EqualTo(new byte[] { 1, 4, (byte)'v' }));
        Assert.That(Take("one"), Is.EqualTo(new byte[] { 0 }));
    }

    [Test]
    public void ValuesExpire()
    {
        Put("two", "v", seconds: 5);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(Cached("two"), Is.EqualTo(new byte[] { 0 }));
    }

    [Test]
    public void ATransactionKeepsValuesByEvent()
    {
        Assert.That(InkContract.Returned(_cluster.Command(_probe, PutInput("three", "v", null))).ToArray(), Is.EqualTo(new byte[] { 1 }));
        Assert.That(Cached("three"), Is.EqualTo(new byte[] { 1, 4, (byte)'v' }));
        _cluster.Command(_probe, Probe.Input("cache_by_event", [.. InkContract.Text("three"), .. InkContract.Text("w")]));
        Assert.That(Cached("three"), Is.EqualTo(new byte[] { 1, 4, (byte)'w' }));
        Assert.That(InkContract.Returned(_cluster.Command(_probe, Probe.Input("cache_take", InkContract.Text("three")))).ToArray(), Is.EqualTo(new byte[] { 0 }));
        Assert.That(Cached("three"), Is.EqualTo(new byte[] { 0 }));
    }

    [Test]
    public void ATransactionSeesNoValues()
    {
        Put("four", "v", null);
        byte[] answer = InkContract.Returned(_cluster.Query(_probe, Probe.Input("cache_get", InkContract.Text("four")), ExecutionMode.Estimating)).ToArray();
        Assert.That(answer, Is.EqualTo(new byte[] { 0 }));
    }

    [Test]
    public void AnEstimateKeepsNothing()
    {
        _cluster.Query(_probe, PutInput("five", "v", null), ExecutionMode.Estimating);
        Assert.That(Cached("five"), Is.EqualTo(new byte[] { 0 }));
    }

    [TestCase(ExecutionMode.Query, "query")]
    [TestCase(ExecutionMode.Estimating, "estimating")]
    public void WhatContractsSayIsLogged(ExecutionMode mode, string name)
    {
        string text = $"hello {name}";
        _cluster.Query(_probe, Probe.Input("say", InkContract.Text(text)), mode);
        LogRecord.Said[] said = [.. _cluster.Logs.OfType<LogRecord.Said>().Where(record => record.Message.EndsWith(text, StringComparison.Ordinal))];
        Assert.Multiple(() =>
        {
            Assert.That(said.Select(record => record.Level), Is.EqualTo(new byte[] { 4, 3, 2, 1 }));
            Assert.That(said.Select(record => record.Mode), Is.All.EqualTo(name));
            Assert.That(said.Select(record => record.Contract), Is.All.EqualTo(_probe));
            Assert.That(said.Select(record => record.Entry), Is.All.EqualTo(_probe));
            Assert.That(said.Select(record => record.TimestampMs), Is.All.EqualTo((ulong)_time.GetUtcNow().ToUnixTimeMilliseconds()));
        });
    }

    [TestCase(ExecutionMode.Query, 8)]
    [TestCase(ExecutionMode.Estimating, 0)]
    public void RandomBytesAreForQueries(ExecutionMode mode, int length)
    {
        byte[] first = InkContract.Returned(_cluster.Query(_probe, Probe.Input("random", [8]), mode)).ToArray();
        byte[] second = InkContract.Returned(_cluster.Query(_probe, Probe.Input("random", [8]), mode)).ToArray();
        Assert.That(first, Has.Length.EqualTo(length + 1));
        if (length > 0)
        {
            Assert.That(first, Is.Not.EqualTo(second));
        }
    }

    [Test]
    public void TheVrfIsADerivedKey()
    {
        byte[] expected = new byte[KeyDerivation.SecretKeySize];
        _cluster.Now.Cluster.Keys.DeriveContractSecret(_probe, "vrf:x"u8, expected);
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("vrf", InkContract.Text("x")))).ToArray(), Is.EqualTo(InkContract.Bytes(expected)));
    }

    [TestCase(ExecutionMode.Query)]
    [TestCase(ExecutionMode.Estimating)]
    public void ContractsSeeTheirSurroundings(ExecutionMode mode)
    {
        bool isQuery = mode == ExecutionMode.Query;
        using WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        byte[] expected =
        [
            isQuery ? (byte)0 : (byte)1,
            .. _cluster.Blueprint.SystemContract.Span,
            .. isQuery ? keys.Identity.PublicKey.Span : new byte[32],
            1, 0, 0, 0, 2, 0, 0, 0,
            .. InkContract.Number(isQuery ? (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds() : 0),
        ];
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("surroundings"), mode)).ToArray(), Is.EqualTo(expected));
    }

    [TestCase(ExecutionMode.Query)]
    [TestCase(ExecutionMode.Estimating)]
    public void ThereIsNoQuote(ExecutionMode mode) =>
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("quote"), mode)).ToArray(), Is.EqualTo(new byte[] { 0 }));

    [TestCase(ExecutionMode.Query, "No js runtime")]
    [TestCase(ExecutionMode.Estimating, "Js evaluation is not supported in transaction")]
    public void JavaScriptIsAnException(ExecutionMode mode, string reason) => Assert.That(
        InkContract.Returned(_cluster.Query(_probe, Probe.Input("eval", [.. InkContract.Text("1"), 0]), mode)).ToArray(),
        Is.EqualTo((byte[])[1, .. InkContract.Text(reason)]));

    [Test]
    public void TheChainOfEventsGrowsWithPublicEvents()
    {
        byte[] before = Head();
        _cluster.Command(_probe, Probe.Input("cache_by_event", [.. InkContract.Text("k"), .. InkContract.Text("v")]));
        Assert.That(Head(), Is.EqualTo(before), "changes of the cache are private");
        _cluster.Command(_cluster.Blueprint.SystemContract, new InkContract("phat_system").Input("System::set_driver", [.. InkContract.Text("Any"), .. _probe.Span]));
        byte[] after = Head();
        Assert.Multiple(() =>
        {
            Assert.That(BitConverter.ToUInt64(after), Is.EqualTo(BitConverter.ToUInt64(before) + 1));
            Assert.That(after[8..], Is.Not.EqualTo(before[8..]));
        });
    }

    [Test]
    public void NotesAreWrittenByTransactionsOnly()
    {
        _cluster.Query(_probe, Probe.Input("set_note", InkContract.Text("query")));
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("note"))).ToArray(), Is.EqualTo(InkContract.Text(string.Empty)));
        _cluster.Command(_probe, Probe.Input("set_note", InkContract.Text("command")));
        Assert.That(InkContract.Returned(_cluster.Query(_probe, Probe.Input("note"))).ToArray(), Is.EqualTo(InkContract.Text("command")));
        _cluster.Command(_probe, Probe.Input("set_note", InkContract.Text(string.Empty)));
    }

    [Test]
    public void AMessageToAProgramThatIsNotThereIsNoFault() => Assert.That(
        InkContract.HasFailed(_cluster.Command(_probe, Probe.Input("tell_sidevm", InkContract.Text("hey")))), Is.False);

    private static byte[] RequestInput(string url) => Probe.Input("request", [.. InkContract.Text("GET"), .. InkContract.Text(url), 0, 0]);

    private static byte[] BatchInput(string url, int count)
    {
        List<byte> urls = [(byte)(count << 2)];
        for (int i = 0; i < count; i++)
        {
            urls.AddRange(InkContract.Text(url));
        }

        return Probe.Input("get_all", [.. urls, .. InkContract.Number(5000ul)]);
    }

    private static byte[] PutInput(string key, string value, ulong? seconds) => Probe.Input(
        "cache_put", [.. InkContract.Text(key), .. InkContract.Text(value), .. seconds is { } some ? (byte[])[1, .. InkContract.Number(some)] : [0]]);

    private static (byte[] Public, byte[] Signature, bool IsGood)[] ReadSignatures(ReadOnlyMemory<byte> result) => ScaleCodec.Decode(
        InkContract.Returned(result).Span,
        static (ref reader) => reader.ReadVector(3, static (ref reader) => (reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray(), reader.ReadBoolean())));

    private ContractHttpResponse Request(string url, ExecutionMode mode = ExecutionMode.Query) =>
        ScaleCodec.Decode<ContractHttpResponse>(InkContract.Returned(_cluster.Query(_probe, RequestInput(url), mode)).Span);

    private byte[] Put(string key, string value, ulong? seconds) => InkContract.Returned(_cluster.Query(_probe, PutInput(key, value, seconds))).ToArray();

    private byte[] Cached(string key) => InkContract.Returned(_cluster.Query(_probe, Probe.Input("cache_get", InkContract.Text(key)))).ToArray();

    private byte[] Take(string key) => InkContract.Returned(_cluster.Query(_probe, Probe.Input("cache_take", InkContract.Text(key)))).ToArray();

    private byte[] Head() => InkContract.Returned(_cluster.Query(_probe, Probe.Input("chain_head"))).ToArray();
}
