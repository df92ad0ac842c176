using PhatSdk.Primitives;
using PhatSdk.Pruntime;

namespace PhatSdk.Phat;

/// <summary>A worker and its cluster, after it was checked that the chain knows them so.</summary>
internal sealed record PhatConnection(OnChainRegistry Registry, ClusterInfo Cluster, Version RuntimeVersion, ReadOnlyMemory<byte> WorkerKey)
{
    public static async ValueTask<PhatConnection> CheckAsync(
        OnChainRegistry registry, PruntimeClient worker, ClusterId? wanted, CancellationToken cancellationToken)
    {
        PruntimeClusterInfo joined = await worker.GetClusterInfoAsync(cancellationToken).ConfigureAwait(false)
            ?? throw Unknown("the worker is in no cluster");
        ClusterId id = new(joined.Id);
        if (wanted is ClusterId other && other != id)
        {
            throw Unknown($"the worker is in cluster {id}, not in {other}");
        }

        ClusterInfo cluster = await registry.GetClusterAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown($"the chain knows no cluster {id}");
        ReadOnlyMemory<byte> key = await CheckWorkerAsync(registry, worker, id, cancellationToken).ConfigureAwait(false);
        return new PhatConnection(registry, cluster, joined.RuntimeVersion, key);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> CheckWorkerAsync(
        OnChainRegistry registry, PruntimeClient worker, ClusterId cluster, CancellationToken cancellationToken)
    {
        PhactoryInfo info = await worker.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        if (info is not { PublicKey: ReadOnlyMemory<byte> publicKey, EcdhPublicKey: ReadOnlyMemory<byte> ecdhKey })
        {
            throw Wrong("the worker has no keys yet");
        }

        string name = Hex.Format(publicKey.Span);
        IReadOnlyList<ReadOnlyMemory<byte>> members = await registry.GetClusterWorkersAsync(cluster, cancellationToken).ConfigureAwait(false);
        if (!members.Any(member => member.Span.SequenceEqual(publicKey.Span)))
        {
            throw Wrong($"the chain does not name {name} among the workers of cluster {cluster}");
        }

        WorkerInfo registered = await registry.GetWorkerAsync(publicKey, cancellationToken).ConfigureAwait(false)
            ?? throw Wrong($"the chain's registry knows no worker {name}");
        return registered.EcdhPublicKey.Span.SequenceEqual(ecdhKey.Span)
            ? registered.EcdhPublicKey
            : throw Wrong(
                $"worker {name} says that queries are sealed to {Hex.Format(ecdhKey.Span)}, and the chain's registry has {Hex.Format(registered.EcdhPublicKey.Span)}");
    }

    private static PhatQueryException Unknown(string message) => new(PhatQueryError.UnknownCluster, message);

    private static PhatQueryException Wrong(string message) => new(PhatQueryError.WrongWorkerKey, message);
}
