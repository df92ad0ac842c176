using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>Answers what a worker is asked about itself, its cluster and its contracts.</summary>
internal sealed class ClusterQueries
{
    private const string Version = "2.2.0";
    private const string RuntimeVersion = "1.2";

    private readonly DevnetWorker _worker;

    public ClusterQueries(DevnetWorker worker) => _worker = worker;

    private WorkerKeys Keys => _worker.Environment.Keys;

    /// <summary>Tells of the worker.</summary>
    public PhactoryInfo GetInfo()
    {
        WorkerSnapshot now = _worker.Current;
        string publicKey = Convert.ToHexStringLower(Keys.Identity.PublicKey.Span);
        GatekeeperStatus gatekeeper = new()
        {
            Role = now.IsGatekeeper ? GatekeeperRole.Active : GatekeeperRole.None,
            MasterPublicKey = now.IsGatekeeper ? Convert.ToHexStringLower(Keys.Master.PublicKey.Span) : string.Empty,
        };
        return new PhactoryInfo
        {
            Initialized = true,
            Registered = now.IsRegistered,
            GenesisBlockHash = Convert.ToHexStringLower(_worker.GenesisHash.Span),
            PublicKey = publicKey,
            EcdhPublicKey = publicKey,
            Headernum = now.NextBlock,
            Blocknum = now.NextBlock,
            DevMode = true,
            Gatekeeper = gatekeeper,
            Version = Version,
            CurrentBlockTime = now.TimeMs,
            MaxSupportedPinkRuntimeVersion = RuntimeVersion,
            QueryTimeout = (uint)_worker.Environment.QueryTimeLimit.TotalSeconds,
            MemoryUsage = new MemoryUsage(),
            System = new SystemInfo
            {
                Registered = now.IsRegistered,
                PublicKey = publicKey,
                EcdhPublicKey = publicKey,
                Gatekeeper = gatekeeper,
                NumberOfClusters = now.Cluster is null ? 0u : 1u,
                NumberOfContracts = (ulong)(now.Cluster?.Contracts.Count ?? 0),
            },
        };
    }

    /// <summary>Tells of the cluster.</summary>
    public GetClusterInfoResponse GetClusterInfo()
    {
        if (_worker.Current.Cluster is not ClusterSnapshot cluster)
        {
            return new GetClusterInfoResponse();
        }

        return new GetClusterInfoResponse
        {
            Info = new ClusterInfo
            {
                Id = cluster.Cluster.Id.ToString(),
                RuntimeVersion = RuntimeVersion,
                StateRoot = Convert.ToHexStringLower(cluster.State.Root().Span),
                SystemContract = cluster.SystemContract.ToString(),
                LoggerContract = cluster.LogHandler?.ToString() ?? string.Empty,
                NumberOfContracts = (ulong)cluster.Contracts.Count,
                JsRuntime = cluster.JsRuntime?.ToString() ?? string.Empty,
            },
        };
    }

    /// <summary>Tells of contracts; of those that there are not, nothing.</summary>
    public GetContractInfoResponse GetContractInfo(GetContractInfoRequest request)
    {
        GetContractInfoResponse response = new();
        if (_worker.Current.Cluster is not ClusterSnapshot cluster)
        {
            return response;
        }

        IEnumerable<AccountId> wanted = request.Contracts.Count == 0 ? cluster.Contracts.Keys : request.Contracts.Select(ParseId);
        foreach (AccountId id in wanted)
        {
            if (cluster.Contracts.TryGetValue(id, out HostedContract? contract))
            {
                response.Contracts.Add(new ContractInfo
                {
                    Id = id.ToString(),
                    CodeHash = _worker.Environment.Runtime.CodeHash(cluster.State, id)?.ToString() ?? string.Empty,
                    Weight = contract.Weight,
                });
            }
        }

        return response;
    }

    /// <summary>Tells the id that a contract would get.</summary>
    public static ContractId CalculateContractId(ContractParameters request) => new()
    {
        Id = ContractIds.Derive(
            ParseId(request.Deployer),
            new CodeHash(ParseId(request.CodeHash).Span),
            new Hash256(ParseId(request.ClusterId).Span),
            ParseBytes(request.Salt)).ToString(),
    };

    private static AccountId ParseId(string text) => AccountId.TryParse(text, null, out AccountId id)
        ? id
        : throw PrpcException.Unreadable($"\"{Shorten(text)}\" is no id of 32 bytes");

    private static byte[] ParseBytes(string text) => Hex.TryParse(text, out byte[]? bytes)
        ? bytes
        : throw PrpcException.Unreadable($"\"{Shorten(text)}\" is no hexadecimal text");

    private static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
}
