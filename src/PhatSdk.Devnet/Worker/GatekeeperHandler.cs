using Microsoft.Extensions.Logging;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Does the work of a gatekeeper, of which this worker is the only one: makes the master key, then keys of clusters, and deploys those that are its own.</summary>
internal sealed partial class GatekeeperHandler
{
    private const byte WorkerEventVariant = 0;
    private const byte RegisteredVariant = 0;
    private const byte FirstGatekeeperVariant = 0;

    private readonly WorkerEnvironment _environment;
    private readonly ILogger _logger;
    private readonly Action<Cluster> _own;

    /// <param name="environment">What the worker works with.</param>
    /// <param name="own">Takes over each new cluster, to dispose of it in the end.</param>
    public GatekeeperHandler(WorkerEnvironment environment, Action<Cluster> own)
    {
        _environment = environment;
        _logger = environment.Logger;
        _own = own;
    }

    private ReadOnlySpan<byte> PublicKey => _environment.Keys.Identity.PublicKey.Span;

    /// <summary>What became of a worker.</summary>
    public void HandleSystemEvent(BlockRun block, ReadOnlySpan<byte> payload)
    {
        ScaleReader reader = new(payload);
        if (reader.ReadByte() == WorkerEventVariant && reader.ReadRaw(AccountId.Size).SequenceEqual(PublicKey) && reader.ReadByte() == RegisteredVariant)
        {
            block.Current = block.Current with { IsRegistered = true };
        }
    }

    /// <summary>The first gatekeeper makes the master key; of later events there is nothing to do for the only one.</summary>
    public void HandleLaunch(BlockRun block, ReadOnlySpan<byte> payload)
    {
        ScaleReader reader = new(payload);
        if (reader.ReadByte() != FirstGatekeeperVariant || !reader.ReadRaw(AccountId.Size).SequenceEqual(PublicKey))
        {
            return;
        }

        block.Current = block.Current with { IsGatekeeper = true };
        block.Send(
            MessageOrigin.Worker(PublicKey),
            QueueTopic.RegistryEvent,
            QueuePayload.MasterKey(_environment.Keys.Master.PublicKey.Span),
            _environment.Keys.Identity);
    }

    /// <summary>Makes a cluster's key, and deploys the cluster where it is this worker's.</summary>
    public void HandleDeployment(BlockRun block, DeployCluster deployment)
    {
        if (!block.Current.IsGatekeeper)
        {
            LogNoGatekeeper(deployment.Cluster);
            return;
        }

        Keypair key = _environment.Keys.DeriveClusterKey(deployment.Cluster);
        Cluster cluster = new(deployment.Cluster, new ClusterKeys(key), _environment);
        _own(cluster);
        block.Send(
            MessageOrigin.Gatekeeper,
            QueueTopic.ClusterRegistryEvent,
            QueuePayload.ClusterKey(deployment.Cluster, key.PublicKey.Span),
            _environment.Keys.Master);
        if (deployment.Workers.Contains(new AccountId(PublicKey)))
        {
            Deploy(block, deployment, cluster);
        }
    }

    private void Deploy(BlockRun block, DeployCluster deployment, Cluster cluster)
    {
        byte[] report;
        string? fault = block.Current.Cluster is not null ? "this worker already runs a cluster"
            : block.Current.SystemCode.IsEmpty ? "the chain has no code for a system contract"
            : Setup(block, deployment, cluster);
        if (fault is null)
        {
            report = QueuePayload.ClusterDeployed(deployment.Cluster, cluster.Keys.Cluster.PublicKey.Span);
        }
        else
        {
            LogDeploymentFailed(deployment.Cluster, fault);
            report = QueuePayload.ClusterDeploymentFailed(deployment.Cluster);
        }

        block.Send(MessageOrigin.Worker(PublicKey), QueueTopic.WorkerClusterReport, report, _environment.Keys.Identity);
    }

    private static string? Setup(BlockRun block, DeployCluster deployment, Cluster cluster)
    {
        ClusterSetup setup = new(
            deployment.Cluster,
            deployment.Owner,
            deployment.Treasury,
            deployment.GasPrice,
            deployment.DepositPerItem,
            deployment.DepositPerByte,
            deployment.Deposit,
            block.Current.SystemCode);
        ClusterResult<Result<AccountId, string>> result = cluster.Executor.Setup(block.Time, setup);
        if (!result.Value.TryGetValue(out AccountId system, out string? error))
        {
            return $"its setup failed: {error}";
        }

        using Keypair contractKey = cluster.Keys.DeriveContractKey(system);
        block.Send(
            MessageOrigin.Cluster(cluster.Id),
            QueueTopic.ContractRegistryEvent,
            QueuePayload.ContractKey(system, contractKey.PublicKey.Span, deployment.Owner),
            cluster.Keys.Cluster);
        ClusterSnapshot first = new() { Cluster = cluster, SystemContract = system, State = result.State };
        block.Current = block.Current with
        {
            Cluster = first with { Contracts = first.Contracts.Add(system, new HostedContract(system)) },
        };
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "cluster {Cluster} needs a key, but this worker is no gatekeeper")]
    private partial void LogNoGatekeeper(Hash256 cluster);

    [LoggerMessage(Level = LogLevel.Error, Message = "cluster {Cluster} is not deployed: {Fault}")]
    private partial void LogDeploymentFailed(Hash256 cluster, string fault);
}
