using System.Net;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

public sealed class PhatClientDiscoveryTests
{
    private FakePhat _fake = null!;
    private WorkerHandler _handler = null!;
    private HttpClient _http = null!;

    [SetUp]
    public void SetUp()
    {
        _fake = new FakePhat();
        _handler = new WorkerHandler(_fake.Worker.Transport);
        _http = new HttpClient(_handler);
        byte[] key = StorageKey.Create(RecordedMetadata.PhatChain, "PhalaPhatContracts", "Clusters", FakePhat.Cluster.Value).Bytes.ToArray();
        _fake.Node.Connection.Answer("state_getKeysPaged", _ => $"[\"{Hex.Format(key)}\"]");
    }

    [TearDown]
    public async Task TearDown()
    {
        _http.Dispose();
        _handler.Dispose();
        await _fake.DisposeAsync();
    }

    [Test]
    public async Task TheChainsFirstClusterAndItsFirstWorkerThatIsReachedAreTaken()
    {
        Register("not an address", "ftp://down.example", "https://down.example", "https://up.example/");

        await using PhatClient client = await ConnectAsync();

        Assert.That(client.Cluster, Is.EqualTo(FakePhat.Cluster));
        Assert.That(_handler.Hosts.Distinct(), Is.EqualTo(["down.example", "up.example"]));
        Assert.That(await client.System.GetVersionAsync(), Is.EqualTo(new Version(1, 2, 3)));
    }

    [Test]
    public void WorkersThatAreNotReachedAreTold()
    {
        Register("https://down.example");

        Assert.That(Assert.ThrowsAsync<PruntimeException>(ConnectAsync)!.Failure, Is.EqualTo(PruntimeFailure.Unreachable));
    }

    [Test]
    public void AnImpostorAtTheAddressIsRefused()
    {
        Register("https://up.example");
        _fake.EcdhKey = DevKeypairs.Eve.PublicKey;

        Assert.That(Assert.ThrowsAsync<PhatQueryException>(ConnectAsync)!.Error, Is.EqualTo(PhatQueryError.WrongWorkerKey));
    }

    [Test]
    public void AClusterOfWhichNoWorkerSaysWhereItIsIsNamed()
    {
        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(ConnectAsync)!;

        Assert.That(exception.Message, Does.Contain(FakePhat.Cluster.ToString()));
    }

    [Test]
    public void AChainWithoutClustersIsNamed()
    {
        _fake.Node.Connection.Answer("state_getKeysPaged", "[]");

        Assert.That(Assert.ThrowsAsync<PhatQueryException>(ConnectAsync)!.Message, Is.EqualTo("the chain has no cluster"));
    }

    private void Register(params string[] endpoints) => _fake.Put(
        "PhalaRegistry",
        "Endpoints",
        _fake.Worker.Key.AccountId,
        ScaleValue.Variant("V1", ScaleValue.Tuple(ScaleValue.Sequence([.. endpoints.Select(endpoint => (ScaleValue)endpoint)]))));

    private async Task<PhatClient> ConnectAsync() =>
        await PhatClient.ConnectAsync(await ChainClient.ConnectAsync(_fake.Node.Connection), _http, null, FakePhat.Quick);

    private sealed class WorkerHandler(IPruntimeTransport worker) : HttpMessageHandler
    {
        public List<string> Hosts { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.Add(request.RequestUri!.Host);
            if (request.RequestUri.Host != "up.example")
            {
                throw new HttpRequestException("down");
            }

            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            PruntimeResponse response = await worker.SendAsync(request.RequestUri.Segments[^1], body, cancellationToken);
            return new HttpResponseMessage((HttpStatusCode)response.StatusCode) { Content = new ByteArrayContent(response.Body.ToArray()) };
        }
    }
}
