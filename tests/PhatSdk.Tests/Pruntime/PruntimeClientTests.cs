using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Pruntime.Messages;
using PhatSdk.TestKit;
using PhactoryInfo = PhatSdk.Pruntime.PhactoryInfo;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Tests.Pruntime;

public sealed class PruntimeClientTests
{
    private const string Key = "3a3d45dc55b57bf542f4c6ff41af080ec675317f4ed50ae1d2713bf9f892692d";

    [Test]
    public async Task GetInfoReadsWhatAWorkerSays()
    {
        // Written by hand: field 1 true, 5 and 6 the development worker's key, 9 the block, 27 the runtime, 31 a field of the future.
        byte[] body =
        [
            0x08, 0x01,
            0x2a, 0x40, .. Encoding.ASCII.GetBytes(Key),
            0x32, 0x40, .. Encoding.ASCII.GetBytes(Key),
            0x48, 0xac, 0x02,
            0xda, 0x01, 0x03, .. "1.2"u8,
            0xf8, 0x01, 0x2a,
        ];
        FakePruntimeTransport transport = new(200, body);

        PhactoryInfo info = await new PruntimeClient(transport).GetInfoAsync();

        Assert.Multiple(() =>
        {
            Assert.That(info.IsInitialized, Is.True);
            Assert.That(info.IsRegistered, Is.False);
            Assert.That(info.GenesisBlockHash, Is.Null);
            Assert.That(Convert.ToHexStringLower(info.PublicKey!.Value.Span), Is.EqualTo(Key));
            Assert.That(Convert.ToHexStringLower(info.EcdhPublicKey!.Value.Span), Is.EqualTo(Key));
            Assert.That(info.NextBlock, Is.EqualTo(300));
            Assert.That(info.MaxSupportedPinkRuntimeVersion, Is.EqualTo(new Version(1, 2)));
            Assert.That(transport.Requests, Has.Count.EqualTo(1));
            Assert.That(transport.Requests[0].Method, Is.EqualTo("PhactoryAPI.GetInfo"));
            Assert.That(transport.Requests[0].Body.Length, Is.Zero);
        });
    }

    [Test]
    public async Task AWorkerWithoutKeysHasNone()
    {
        PhactoryInfo info = await new PruntimeClient(new FakePruntimeTransport(200, ReadOnlyMemory<byte>.Empty)).GetInfoAsync();

        Assert.That(info.PublicKey, Is.Null);
        Assert.That(info.EcdhPublicKey, Is.Null);
    }

    [Test]
    public async Task GetClusterInfoIsNullWhereTheWorkerIsInNoCluster()
    {
        PruntimeClient client = new(new FakePruntimeTransport(200, ReadOnlyMemory<byte>.Empty));

        Assert.That(await client.GetClusterInfoAsync(), Is.Null);
    }

    [Test]
    public async Task GetClusterInfoReadsTheCluster()
    {
        string id = "0x" + new string('0', 63) + "1";
        GetClusterInfoResponse response = new() { Info = new ClusterInfo { Id = id, RuntimeVersion = "1.2", SystemContract = "0x" + Key } };
        PruntimeClient client = new(new FakePruntimeTransport(200, response.ToByteArray()));

        PruntimeClusterInfo? cluster = await client.GetClusterInfoAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster!.Id.ToString(), Is.EqualTo(id));
            Assert.That(cluster!.RuntimeVersion, Is.EqualTo(new Version(1, 2)));
            Assert.That(cluster!.SystemContract, Is.EqualTo(AccountId.Parse(Key)));
            Assert.That(cluster!.LoggerContract, Is.Null);
        });
    }

    [Test]
    public async Task GetContractInfoAsksByHexadecimalIds()
    {
        AccountId contract = AccountId.Parse(Key);
        GetContractInfoResponse response = new();
        response.Contracts.Add(new ContractInfo { Id = "0x" + Key, CodeHash = "0x" + Key, Weight = 7, Sidevm = new SidevmInfo { State = "running" } });
        FakePruntimeTransport transport = new(200, response.ToByteArray());

        IReadOnlyList<PruntimeContractInfo> contracts = await new PruntimeClient(transport).GetContractInfoAsync([contract]);

        Assert.That(contracts, Is.EqualTo([new PruntimeContractInfo(contract, CodeHash.Parse(Key), 7, "running")]));
        GetContractInfoRequest request = GetContractInfoRequest.Parser.ParseFrom(transport.Requests[0].Body.Span);
        Assert.That(request.Contracts, Is.EqualTo(["0x" + Key]));
    }

    [TestCase(400, "DecodeError(Codec)")]
    [TestCase(404, "Method Not Found")]
    [TestCase(500, "ContractNotFound")]
    public void ARefusalIsTheWorkersOwnWords(int statusCode, string message)
    {
        PruntimeClient client = new(new FakePruntimeTransport(statusCode, new PrpcError { Message = message }.ToByteArray()));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await client.GetInfoAsync())!;

        Assert.Multiple(() =>
        {
            Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Refused));
            Assert.That(exception.StatusCode, Is.EqualTo(statusCode));
            Assert.That(exception.Reason, Is.EqualTo(message));
            Assert.That(exception.Message, Is.EqualTo($"PhactoryAPI.GetInfo: status {statusCode}: {message}"));
            Assert.That(exception.IsTransient, Is.False);
        });
    }

    [TestCase(200, false)]
    [TestCase(404, false)]
    [TestCase(502, true)]
    public void AnHtmlPageIsUnreadable(int statusCode, bool isTransient)
    {
        PruntimeClient client = new(new FakePruntimeTransport(statusCode, "<html><body>Bad Gateway</body></html>"u8.ToArray()));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await client.GetInfoAsync())!;

        Assert.Multiple(() =>
        {
            Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreadable));
            Assert.That(exception.StatusCode, Is.EqualTo(statusCode));
            Assert.That(exception.IsTransient, Is.EqualTo(isTransient));
        });
    }

    [Test]
    public void ATruncatedAnswerIsUnreadable()
    {
        byte[] whole = new Wire.PhactoryInfo { Initialized = true, PublicKey = Key }.ToByteArray();
        PruntimeClient client = new(new FakePruntimeTransport(200, whole.AsMemory(0, whole.Length - 1)));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await client.GetInfoAsync())!;

        Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreadable));
    }

    [Test]
    public void AKeyThatIsNoKeyIsUnreadableAndNamed()
    {
        PruntimeClient client = new(new FakePruntimeTransport(200, new Wire.PhactoryInfo { PublicKey = "beef" }.ToByteArray()));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await client.GetInfoAsync())!;

        Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreadable));
        Assert.That(exception.Message, Does.Contain("beef"));
    }

    [Test]
    public void AWorkerThatDoesNotAnswerInTimeIsUnreachable()
    {
        FakeTimeProvider time = new();
        PruntimeClientOptions options = new() { Timeout = TimeSpan.FromSeconds(5), TimeProvider = time };
        PruntimeClient client = new(new FakePruntimeTransport(WaitForeverAsync), options);

        Task<PhactoryInfo> asked = client.GetInfoAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(asked.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.2));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(() => asked)!;
        Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreachable));
        Assert.That(exception.IsTransient, Is.True);
        Assert.That(exception.Message, Does.Contain("5 seconds"));
    }

    [Test]
    public async Task ACancelledWaitIsCancelledByTheCallersToken()
    {
        using CancellationTokenSource source = new();
        PruntimeClient client = new(new FakePruntimeTransport(WaitForeverAsync));

        Task<PhactoryInfo> asked = client.GetInfoAsync(source.Token).AsTask();
        await source.CancelAsync();

        OperationCanceledException exception = Assert.CatchAsync<OperationCanceledException>(() => asked)!;
        Assert.That(exception.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public void OptionsOutOfRangeAreRefused()
    {
        FakePruntimeTransport transport = new(200, ReadOnlyMemory<byte>.Empty);

        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new PruntimeClient(transport, new() { Timeout = TimeSpan.Zero }));
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new PruntimeClient(transport, new() { MaxResponseSize = 0 }));
            Assert.That(PruntimeClientOptions.Default.Timeout, Is.EqualTo(TimeSpan.FromSeconds(60)));
            Assert.That(PruntimeClientOptions.Default.MaxResponseSize, Is.EqualTo(16 * 1024 * 1024));
        });
    }

    private static async ValueTask<PruntimeResponse> WaitForeverAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return default;
    }
}
