using PhatSdk.Chain;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Phat;

/// <summary>Reads what the chain knows of clusters, workers and contracts: the storage of <c>PhalaPhatContracts</c> and <c>PhalaRegistry</c>.</summary>
/// <remarks>Values are read by the chain's own metadata. Follows Phala-Network/phala-blockchain, <c>pallets/phala/src/{phat,registry}.rs</c>.</remarks>
public sealed class OnChainRegistry
{
    private const string Contracts = PhatClient.ContractsPallet;
    private const string Registry = "PhalaRegistry";

    private readonly ChainClient _chain;

    /// <summary>Creates a reader.</summary>
    /// <param name="chain">The chain.</param>
    public OnChainRegistry(ChainClient chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
    }

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The cluster; null where there is none.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<ClusterInfo?> GetClusterAsync(ClusterId cluster, CancellationToken cancellationToken = default)
    {
        ScaleValue? value = await ReadAsync(Contracts, "Clusters", cluster.Value, cancellationToken).ConfigureAwait(false);
        return value is null ? null : new ClusterInfo
        {
            Id = cluster,
            Owner = value["owner"].AsAccountId(),
            IsOwnerOnly = value["permission"].VariantName == "OnlyOwner",
            SystemContract = value["system_contract"].AsAccountId(),
            GasPrice = value["gas_price"].AsUInt128(),
            DepositPerItem = value["deposit_per_item"].AsUInt128(),
            DepositPerByte = value["deposit_per_byte"].AsUInt128(),
        };
    }

    /// <summary>Reads which clusters there are.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The clusters' ids, in the order in which the chain keeps them.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<IReadOnlyList<ClusterId>> GetClusterIdsAsync(CancellationToken cancellationToken = default)
    {
        string prefix = _chain.Metadata[Contracts].StoragePrefix ?? Contracts;
        StorageKey start = StorageKey.Create(prefix, "Clusters");
        List<ClusterId> clusters = [];
        await foreach (StorageKey key in _chain.ReadStorageKeysAsync(start, null, cancellationToken).ConfigureAwait(false))
        {
            // A map's key ends with what was hashed, as it is.
            clusters.Add(key.Bytes.Length >= start.Bytes.Length + Hash256.Size
                ? new ClusterId(new Hash256(key.Bytes.Span[^Hash256.Size..]))
                : throw new RpcFormatException("state_getKeysPaged", $"{key} is no key of {Contracts}.Clusters"));
        }

        return clusters;
    }

    /// <summary>Reads which workers a cluster has.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The workers' public keys, 32 bytes each.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetClusterWorkersAsync(ClusterId cluster, CancellationToken cancellationToken = default)
    {
        ScaleValue? value = await ReadAsync(Contracts, "ClusterWorkers", cluster.Value, cancellationToken).ConfigureAwait(false);
        return value is null ? [] : [.. value.Items.Select(static worker => (ReadOnlyMemory<byte>)worker.AsBytes())];
    }

    /// <summary>Reads which contracts a cluster has.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contracts.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<IReadOnlyList<AccountId>> GetClusterContractsAsync(ClusterId cluster, CancellationToken cancellationToken = default)
    {
        ScaleValue? value = await ReadAsync(Contracts, "ClusterContracts", cluster.Value, cancellationToken).ConfigureAwait(false);
        return value is null ? [] : [.. value.Items.Select(static contract => contract.AsAccountId())];
    }

    /// <summary>Reads a worker.</summary>
    /// <param name="publicKey">Its public key: 32 bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The worker; null where it is not registered.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<WorkerInfo?> GetWorkerAsync(ReadOnlyMemory<byte> publicKey, CancellationToken cancellationToken = default)
    {
        ScaleValue? worker = await ReadAsync(Registry, "Workers", publicKey, cancellationToken).ConfigureAwait(false);
        if (worker is null)
        {
            return null;
        }

        IReadOnlyList<string> endpoints = await GetEndpointsAsync(publicKey, cancellationToken).ConfigureAwait(false);
        return new WorkerInfo(publicKey, worker["ecdh_pubkey"].AsBytes(), endpoints);
    }

    /// <summary>Reads where a worker is reached.</summary>
    /// <param name="publicKey">Its public key: 32 bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The addresses; empty where the worker has told none.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public async ValueTask<IReadOnlyList<string>> GetEndpointsAsync(ReadOnlyMemory<byte> publicKey, CancellationToken cancellationToken = default)
    {
        ScaleValue? value = await ReadAsync(Registry, "Endpoints", publicKey, cancellationToken).ConfigureAwait(false);
        return value is null ? [] : [.. value[0].Items.Select(static endpoint => endpoint.AsText())];
    }

    /// <summary>Reads the key to which a contract's commands are sealed.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The sr25519 key, 32 bytes; null where the chain does not know the contract, or not yet.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> GetContractKeyAsync(AccountId contract, CancellationToken cancellationToken = default) =>
        ReadKeyAsync("ContractKeys", contract, cancellationToken);

    /// <summary>Reads a cluster's key.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The sr25519 key, 32 bytes; null where the cluster has none, or not yet.</returns>
    /// <exception cref="PhatSdkException">The node did not answer, or its chain has no such pallet.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> GetClusterKeyAsync(ClusterId cluster, CancellationToken cancellationToken = default) =>
        ReadKeyAsync("ClusterKeys", cluster.Value, cancellationToken);

    private async ValueTask<ReadOnlyMemory<byte>?> ReadKeyAsync(string entry, ScaleValue key, CancellationToken cancellationToken)
    {
        ScaleValue? value = await ReadAsync(Registry, entry, key, cancellationToken).ConfigureAwait(false);
        return value is null ? default(ReadOnlyMemory<byte>?) : value.AsBytes();
    }

    private ValueTask<ScaleValue?> ReadAsync(string pallet, string entry, ScaleValue key, CancellationToken cancellationToken) =>
        _chain.GetStorageAsync(pallet, entry, [key], null, cancellationToken);
}
