using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker;
using PhatSdk.Extrinsics;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>The real chain with a worker that follows it and the first cluster.</summary>
internal sealed class WorkerFixture : IAsyncDisposable
{
    private static readonly Lazy<ChainRuntime> ChainModule = new(static () => ChainRuntime.Load(ModuleCache.Open(CacheFolder)));
    private static readonly Lazy<ClusterRuntime> ClusterModule = new(static () => ClusterRuntime.Load(ModuleCache.Open(CacheFolder)));

    private readonly Dictionary<AccountId, ChainAccount> _accounts = [];

    private WorkerFixture(DevnetChain chain, ChainCalls calls, DevnetWorker worker, ClusterBlueprint blueprint)
    {
        Chain = chain;
        Calls = calls;
        Phala = new PhalaCalls(calls);
        Worker = worker;
        Blueprint = blueprint;
        Transport = new InProcessPruntimeTransport(worker);
    }

    public DevnetChain Chain { get; }

    public DevnetWorker Worker { get; }

    public ClusterBlueprint Blueprint { get; }

    public ChainCalls Calls { get; }

    public PhalaCalls Phala { get; }

    public InProcessPruntimeTransport Transport { get; }

    private static string CacheFolder => Path.Combine(AppContext.BaseDirectory, "modules");

    public static async Task<WorkerFixture> StartAsync(WorkerOptions? options = null, string? endpoint = null, SealPolicy? seal = null)
    {
        (DevnetChain chain, ChainCalls calls, DevnetWorker worker) = StartWithoutCluster(options, seal);
        ClusterBootstrap bootstrap = new(chain, calls, worker, DevKeypairs.Alice);
        ulong now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        ClusterBlueprint blueprint = await bootstrap.RunAsync(endpoint, now, CancellationToken.None);
        return new WorkerFixture(chain, calls, worker, blueprint);
    }

    public static (DevnetChain Chain, ChainCalls Calls, DevnetWorker Worker) StartWithoutCluster(WorkerOptions? options = null, SealPolicy? seal = null)
    {
        WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        Dictionary<AccountId, UInt128> endowments = new() { [keys.Operator.AccountId] = DevnetGenesis.DefaultEndowment };
        DevnetGenesis genesis = DevnetGenesis.Development(endowments, [new GenesisWorker(keys.Identity.AccountId)]);
        DevnetChain chain = new(ChainModule.Value, genesis, new ChainOptions { Seal = seal ?? SealPolicy.Instant });
        ChainCalls calls = new(chain);
        return (chain, calls, new DevnetWorker(chain, calls, new WorkerEnvironment(ClusterModule.Value, keys, options ?? new WorkerOptions())));
    }

    /// <summary>Sends calls, and waits until chain and worker have nothing more to say.</summary>
    public async Task SendAsync(Keypair signer, params RuntimeCall[] calls)
    {
        if (!_accounts.TryGetValue(signer.AccountId, out ChainAccount? account))
        {
            _accounts.Add(signer.AccountId, account = new ChainAccount(Chain, Calls, signer));
        }

        await account.SendAsync(calls, CancellationToken.None);
        await SettleAsync();
    }

    /// <summary>The chain was put elsewhere: it knows the accounts' nonces.</summary>
    public void ForgetNonces() => _accounts.Clear();

    public async Task SettleAsync()
    {
        do
        {
            while (Chain.Pool.Counts.Ready > 0)
            {
                await Chain.SealIfReadyAsync(CancellationToken.None);
            }

            await Worker.WaitForBlockAsync(Chain.Best.Number, CancellationToken.None);
        }
        while (Chain.Pool.Counts.Ready > 0);
    }

    /// <summary>Uploads a contract of Alice's and creates it.</summary>
    public async Task<AccountId> DeployAsync(InkContract contract, string constructor, byte[]? arguments = null)
    {
        byte[] salt = Guid.NewGuid().ToByteArray();
        CodeHash code = ClusterBlueprint.HashOf(contract.Code);
        await SendAsync(
            DevKeypairs.Alice,
            Phala.UploadCode(ClusterBlueprint.FirstCluster, contract.Code),
            Phala.Instantiate(ClusterBlueprint.FirstCluster, code, contract.Input(constructor, arguments), salt, 1_000_000_000_000));
        return ContractIds.Derive(DevKeypairs.Alice.AccountId, code, ClusterBlueprint.FirstCluster, salt);
    }

    public async Task<T> AskAsync<T>(string method, IMessage? request, MessageParser<T> parser)
        where T : IMessage<T>
    {
        PruntimeResponse response = await Transport.SendAsync("PhactoryAPI." + method, request?.ToByteArray() ?? [], CancellationToken.None);
        Assert.That(response.StatusCode, Is.EqualTo(200), () => PrpcError.Parser.ParseFrom(response.Body.Span).Message);
        return parser.ParseFrom(response.Body.Span);
    }

    /// <summary>Asks a contract as <paramref name="signer"/>; anonymously where that is null.</summary>
    public async Task<InkResponse> QueryAsync(AccountId contract, InkQuery query, Keypair? signer, CancellationToken cancellationToken = default)
    {
        using SecretChannel channel = SecretChannel.Create(Worker.Environment.Keys.Identity.PublicKey.Span);
        Hash256 nonce = new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(Hash256.Size));
        byte[] sealedQuery = ScaleCodec.Encode(channel.Seal(ScaleCodec.Encode(new ContractQuery(new InkQueryHead(contract, nonce), query))));
        PruntimeResponse response = await Transport.SendAsync(
            "PhactoryAPI.ContractQuery", Request(sealedQuery, signer).ToByteArray(), cancellationToken);
        Assert.That(response.StatusCode, Is.EqualTo(200), () => PrpcError.Parser.ParseFrom(response.Body.Span).Message);
        EncryptedData answer = ScaleCodec.Decode<EncryptedData>(ContractQueryResponse.Parser.ParseFrom(response.Body.Span).EncodedEncryptedData.Span);
        InkResponse opened = ScaleCodec.Decode<InkResponse>(channel.Open(answer));
        Assert.That(opened.Nonce, Is.EqualTo(nonce));
        return opened;
    }

    public async Task<ReadOnlyMemory<byte>> CallAsync(AccountId contract, byte[] input, bool isEstimating = false)
    {
        InkResponse response = await QueryAsync(contract, new InkQuery.InkMessage(input, 0, 0, isEstimating), DevKeypairs.Alice);
        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out QueryError error), Is.True, error.ToString());
        return payload;
    }

    public static ContractQueryRequest Request(byte[] sealedQuery, Keypair? signer) => new()
    {
        EncodedEncryptedData = ByteString.CopyFrom(sealedQuery),
        Signature = signer is null ? null : new Signature
        {
            SignatureType = SignatureType.Sr25519,
            Signature_ = ByteString.CopyFrom(signer.Sign(sealedQuery)),
            SignedBy = new Certificate { EncodedBody = ByteString.CopyFrom(ScaleCodec.Encode(new CertificateBody(signer.PublicKey, int.MaxValue))) },
        },
    };

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        await Worker.DisposeAsync();
        await Chain.DisposeAsync();
    }
}
