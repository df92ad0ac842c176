using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>What a worker says to the chain, encoded.</summary>
internal static class QueuePayload
{
    /// <summary><c>RegistryEvent::MasterPubkey</c>: the first gatekeeper has made the master key.</summary>
    public static byte[] MasterKey(ReadOnlySpan<byte> masterKey) => [1, .. masterKey];

    /// <summary><c>ClusterRegistryEvent::PubkeyAvailable</c>: the gatekeepers have made a cluster's key.</summary>
    public static byte[] ClusterKey(Hash256 cluster, ReadOnlySpan<byte> clusterKey) => [0, .. cluster.Span, .. clusterKey];

    /// <summary><c>WorkerClusterReport::ClusterDeployed</c>: the worker runs the cluster.</summary>
    public static byte[] ClusterDeployed(Hash256 cluster, ReadOnlySpan<byte> clusterKey) => [0, .. cluster.Span, .. clusterKey];

    /// <summary><c>WorkerClusterReport::ClusterDeploymentFailed</c>: the worker cannot run the cluster.</summary>
    public static byte[] ClusterDeploymentFailed(Hash256 cluster) => [1, .. cluster.Span];

    /// <summary><c>ContractRegistryEvent::PubkeyAvailable</c>: a contract lives, and this is its key.</summary>
    public static byte[] ContractKey(AccountId contract, ReadOnlySpan<byte> contractKey, AccountId deployer) =>
        [0, .. contract.Span, .. contractKey, .. deployer.Span];
}
