using System.Text;
using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

using PhactoryInfo = PhatSdk.Pruntime.Messages.PhactoryInfo;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>What a client sees of the worker, on the real chain and the real cluster runtime.</summary>
internal sealed class InProcessPruntimeTransportTests
{
    private static readonly InkContract System = new("phat_system");

    private WorkerFixture _devnet = null!;

    [OneTimeSetUp]
    public async Task SetUp() => _devnet = await WorkerFixture.StartAsync();

    [OneTimeTearDown]
    public async Task TearDown() => await _devnet.DisposeAsync();

    [Test]
    public async Task GetInfoTellsOfTheWorker()
    {
        PhactoryInfo info = await _devnet.AskAsync("GetInfo", null, PhactoryInfo.Parser);
        Assert.Multiple(() =>
        {
            Assert.That(info.PublicKey, Is.EqualTo("3a3d45dc55b57bf542f4c6ff41af080ec675317f4ed50ae1d2713bf9f892692d"));
            Assert.That(info.EcdhPublicKey, Is.EqualTo(info.PublicKey));
            Assert.That(info.Blocknum, Is.EqualTo(_devnet.Chain.Best.Number + 1));
            Assert.That(info.Initialized && info.Registered && info.DevMode, Is.True);
            Assert.That(info.GenesisBlockHash, Is.EqualTo(_devnet.Chain.Genesis.Hash.ToString()[2..]));
            Assert.That(info.Gatekeeper.Role, Is.EqualTo(GatekeeperRole.Active));
            Assert.That(info.CurrentBlockTime, Is.EqualTo(_devnet.Chain.Best.TimestampMs));
            Assert.That(info.MaxSupportedPinkRuntimeVersion, Is.EqualTo("1.2"));
            Assert.That(info.QueryTimeout, Is.EqualTo(10));
            Assert.That(info.System.NumberOfClusters, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task GetClusterInfoTellsOfTheCluster()
    {
        ClusterInfo info = (await _devnet.AskAsync("GetClusterInfo", null, GetClusterInfoResponse.Parser)).Info;
        Assert.Multiple(() =>
        {
            Assert.That(info.Id, Is.EqualTo(ClusterBlueprint.FirstCluster.ToString()));
            Assert.That(info.RuntimeVersion, Is.EqualTo("1.2"));
            Assert.That(info.SystemContract, Is.EqualTo(_devnet.Blueprint.SystemContract.ToString()));
            Assert.That(info.LoggerContract, Is.EqualTo(_devnet.Blueprint.LoggerContract.ToString()));
        });
    }

    [Test]
    public async Task GetContractInfoTellsOfContractsThatThereAre()
    {
        GetContractInfoResponse all = await _devnet.AskAsync("GetContractInfo", new GetContractInfoRequest(), GetContractInfoResponse.Parser);
        GetContractInfoRequest request = new() { Contracts = { _devnet.Blueprint.SystemContract.ToString()[2..], new AccountId(new byte[32]).ToString() } };
        GetContractInfoResponse some = await _devnet.AskAsync("GetContractInfo", request, GetContractInfoResponse.Parser);
        Assert.Multiple(() =>
        {
            Assert.That(all.Contracts, Has.Count.GreaterThanOrEqualTo(3));
            Assert.That(some.Contracts.Select(contract => contract.Id), Is.EqualTo(new[] { _devnet.Blueprint.SystemContract.ToString() }));
            Assert.That(some.Contracts[0].CodeHash, Is.EqualTo(ClusterBlueprint.HashOf(_devnet.Blueprint.SystemCode).ToString()));
        });
    }

    [Test]
    public async Task ContractIdsAreCalculated()
    {
        ContractParameters request = new()
        {
            Deployer = DevKeypairs.Alice.AccountId.ToString(),
            ClusterId = ClusterBlueprint.FirstCluster.ToString(),
            CodeHash = ClusterBlueprint.HashOf(_devnet.Blueprint.SystemCode).ToString(),
            Salt = string.Empty,
        };
        ContractId answer = await _devnet.AskAsync("CalculateContractId", request, ContractId.Parser);
        Assert.That(answer.Id, Is.EqualTo(_devnet.Blueprint.SystemContract.ToString()));
    }

    [TestCase("PhactoryAPI.Nothing", "", 404, "Method Not Found")]
    [TestCase("GetInfo", "", 404, "Method Not Found")]
    [TestCase("PhactoryAPI.ContractQuery", "ff", 400, "DecodeError(")]
    [TestCase("PhactoryAPI.ContractQuery", "", 400, "DecodeError(")]
    [TestCase("PhactoryAPI.ContractQuery", "0a0101", 400, "DecodeError(")]
    [TestCase("PhactoryAPI.GetContractInfo", "0a0178", 400, "DecodeError(")]
    [TestCase("PhactoryAPI.CalculateContractId", "", 400, "DecodeError(")]
    [TestCase("PhactoryAPI.UploadSidevmCode", "", 500, "The sidevm isn't waiting for code")]
    public async Task RefusalsHaveTheirStatus(string method, string body, int status, string message)
    {
        PruntimeResponse response = await _devnet.Transport.SendAsync(method, Convert.FromHexString(body), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(status));
            Assert.That(PrpcError.Parser.ParseFrom(response.Body.Span).Message, Does.StartWith(message));
        });
    }

    [Test]
    public async Task ABodyThatIsTooLargeIsRefused()
    {
        PruntimeResponse response = await _devnet.Transport.SendAsync("PhactoryAPI.GetInfo", new byte[2000], CancellationToken.None);
        Assert.That(response.StatusCode, Is.EqualTo(413));
    }

    [Test]
    public async Task AQueryToNoContractIsRefused() =>
        Assert.That(await RefusalAsync(Seal(new ContractQuery(new InkQueryHead(default, default), new InkQuery.SidevmQuery(default)))), Is.EqualTo((500, "ContractNotFound")));

    [Test]
    public async Task AQueryThatIsNoneIsRefused()
    {
        byte[] head = ScaleCodec.Encode(new InkQueryHead(_devnet.Blueprint.SystemContract, default));
        Assert.That(await RefusalAsync(Seal([.. head, 9])), Is.EqualTo((500, "DecodeError")));
    }

    [Test]
    public async Task AHeadThatIsCutOffIsRefused()
    {
        (int status, string message) = await RefusalAsync(Seal(new byte[63]));
        Assert.That((status, message.Split('(')[0]), Is.EqualTo((400, "DecodeError")));
    }

    [Test]
    public async Task AQueryToAnotherWorkerIsRefused()
    {
        using Keypair other = Keypair.FromSeed([.. Enumerable.Repeat((byte)5, 32)]);
        using SecretChannel channel = SecretChannel.Create(other.PublicKey.Span);
        Assert.That(await RefusalAsync(ScaleCodec.Encode(channel.Seal(new byte[100]))), Is.EqualTo((500, "AeadDecryptError")));
    }

    [Test]
    public async Task AKeyThatIsNoneIsRefused()
    {
        EncryptedData data = new(new byte[12], Enumerable.Repeat((byte)0xff, 32).ToArray(), new byte[40]);
        Assert.That(await RefusalAsync(ScaleCodec.Encode(data)), Is.EqualTo((500, "AeadDecryptError")));
    }

    [Test]
    public async Task AForgedSignatureIsRefused()
    {
        byte[] query = Seal(new ContractQuery(new InkQueryHead(_devnet.Blueprint.SystemContract, default), new InkQuery.SidevmQuery(default)));
        ContractQueryRequest request = WorkerFixture.Request(query, DevKeypairs.Bob);
        request.Signature.SignedBy.EncodedBody = ByteString.CopyFrom(ScaleCodec.Encode(new CertificateBody(DevKeypairs.Alice.PublicKey, int.MaxValue)));
        PruntimeResponse response = await _devnet.Transport.SendAsync("PhactoryAPI.ContractQuery", request.ToByteArray(), CancellationToken.None);
        Assert.That(PrpcError.Parser.ParseFrom(response.Body.Span).Message, Is.EqualTo("Verifying signature failed: InvalidSignature"));
    }

    [Test]
    public async Task DamagedRequestsAreAnswered()
    {
        byte[] request = WorkerFixture.Request(Seal(Version()), DevKeypairs.Alice).ToByteArray();
        await Assert.MultipleAsync(async () =>
        {
            for (int i = 0; i < request.Length; i++)
            {
                byte[] damaged = [.. request];
                damaged[i] ^= (byte)(1 << (i % 8));
                Assert.That(await StatusAsync(damaged), Is.AnyOf(200, 400, 500), $"bit {i % 8} of byte {i}");
                Assert.That(await StatusAsync(request[..i]), Is.AnyOf(200, 400, 500), $"cut to {i}");
            }
        });
    }

    [Test]
    public async Task SealedNonsenseIsAnswered()
    {
        byte[] query = ScaleCodec.Encode(Version());
        await Assert.MultipleAsync(async () =>
        {
            for (int i = 0; i < query.Length; i++)
            {
                byte[] damaged = [.. query];
                damaged[i] ^= (byte)(1 << (i % 8));
                Assert.That(await SealedStatusAsync(damaged), Is.AnyOf(200, 400, 500), $"bit {i % 8} of byte {i}");
                Assert.That(await SealedStatusAsync(query[..i]), Is.AnyOf(400, 500), $"cut to {i}");
            }
        });

        Task<int> SealedStatusAsync(byte[] content) => StatusAsync(WorkerFixture.Request(Seal(content), DevKeypairs.Alice).ToByteArray());
    }

    [Test]
    public async Task AMessageNeedsACaller()
    {
        InkResponse response = await _devnet.QueryAsync(_devnet.Blueprint.SystemContract, new InkQuery.InkMessage(System.Input("System::version"), 0, 0, false), signer: null);
        Assert.That(ErrorOf(response), Is.EqualTo(new QueryError(QueryErrorKind.BadOrigin, string.Empty)));
    }

    [Test]
    public async Task AContractWithoutAProgramHasNone()
    {
        InkResponse response = await _devnet.QueryAsync(_devnet.Blueprint.SystemContract, new InkQuery.SidevmQuery(default), signer: null);
        Assert.That(ErrorOf(response).Kind, Is.EqualTo(QueryErrorKind.SidevmNotFound));
    }

    [Test]
    public async Task TheLogAnswersAnybody()
    {
        InkQuery query = new InkQuery.SidevmQuery(Encoding.UTF8.GetBytes("""{"action":"GetInfo"}"""));
        InkResponse response = await _devnet.QueryAsync(_devnet.Blueprint.LoggerContract, query, signer: null);
        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out _), Is.True);
        Assert.That(Encoding.UTF8.GetString(payload.Span), Does.Contain("\"nextSequence\":"));
    }

    [Test]
    public async Task TheVersionIsThatOfTheContract() => Assert.That(
        InkContract.Returned(await _devnet.CallAsync(_devnet.Blueprint.SystemContract, System.Input("System::version"))).ToArray(),
        Is.EqualTo(new byte[] { 1, 0, 2, 0, 0, 0 }));

    [Test]
    public async Task AnInstantiationIsTriedOut()
    {
        InkContract driver = new("stake_driver");
        InkQuery query = new InkQuery.InkInstantiate(ClusterBlueprint.HashOf(driver.Code), new byte[] { 1 }, driver.Input("new"), 0, 0);
        InkResponse response = await _devnet.QueryAsync(_devnet.Blueprint.SystemContract, query, DevKeypairs.Alice);
        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out _), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(InkContract.HasFailed(payload), Is.False);
            Assert.That(
                new AccountId(payload.Span[^33..^1]),
                Is.EqualTo(ContractIds.Derive(DevKeypairs.Alice.AccountId, ClusterBlueprint.HashOf(driver.Code), ClusterBlueprint.FirstCluster, [1])));
        });
    }

    [Test]
    public async Task APlankForTheQueryIsThere()
    {
        using Keypair poor = Keypair.FromSeed([.. Enumerable.Repeat((byte)0x44, 32)]);
        InkContract system = System;
        InkQuery query = new InkQuery.InkMessage(system.Input("System::free_balance_of", poor.AccountId.Span), 77, 0, IsEstimating: false);
        InkResponse response = await _devnet.QueryAsync(_devnet.Blueprint.SystemContract, query, poor);
        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out _), Is.True);
        Assert.That(InkContract.Returned(payload).ToArray(), Is.EqualTo(InkContract.Number((UInt128)77)));
    }

    private static QueryError ErrorOf(InkResponse response)
    {
        Assert.That(response.Outcome.TryGetValue(out _, out QueryError error), Is.False);
        return error;
    }

    private ContractQuery Version() =>
        new(new InkQueryHead(_devnet.Blueprint.SystemContract, default), new InkQuery.InkMessage(System.Input("System::version"), 0, 0, false));

    private async Task<int> StatusAsync(byte[] request) =>
        (await _devnet.Transport.SendAsync("PhactoryAPI.ContractQuery", request, CancellationToken.None)).StatusCode;

    private byte[] Seal(ContractQuery query) => Seal(ScaleCodec.Encode(query));

    private byte[] Seal(byte[] query)
    {
        using SecretChannel channel = SecretChannel.Create(_devnet.Worker.Environment.Keys.Identity.PublicKey.Span);
        return ScaleCodec.Encode(channel.Seal(query));
    }

    private async Task<(int Status, string Message)> RefusalAsync(byte[] sealedQuery)
    {
        PruntimeResponse response = await _devnet.Transport.SendAsync(
            "PhactoryAPI.ContractQuery", WorkerFixture.Request(sealedQuery, null).ToByteArray(), CancellationToken.None);
        return (response.StatusCode, PrpcError.Parser.ParseFrom(response.Body.Span).Message);
    }
}
