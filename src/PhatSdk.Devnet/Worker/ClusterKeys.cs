using System.Security.Cryptography;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A cluster's key and those derived from it.</summary>
internal sealed class ClusterKeys : IDisposable
{
    private readonly Keypair _cluster;

    /// <summary>Takes over <paramref name="cluster"/>, the cluster's own key.</summary>
    public ClusterKeys(Keypair cluster)
    {
        _cluster = cluster;
        Span<byte> secretKey = stackalloc byte[KeyDerivation.SecretKeySize];
        cluster.ExportSecretKey(secretKey);
        SecretSalt = Blake2b.Hash256(secretKey);
        CryptographicOperations.ZeroMemory(secretKey);
    }

    /// <summary>The cluster's key, which signs what the cluster says to the chain.</summary>
    public Keypair Cluster => _cluster;

    /// <summary>What hides the users in the log's metrics: the hash of the cluster's secret key.</summary>
    public Hash256 SecretSalt { get; }

    /// <summary>The key to which a contract's commands are sealed. The caller disposes of it.</summary>
    public Keypair DeriveContractKey(AccountId contract) => KeyDerivation.Derive(_cluster, [.. "contract_key"u8, .. contract.Span]);

    /// <summary>The secret key that a contract gets for <paramref name="salt"/>: 64 bytes.</summary>
    public void DeriveContractSecret(AccountId contract, ReadOnlySpan<byte> salt, Span<byte> secretKey)
    {
        byte[] info = [.. contract.Span, .. salt, .. "keygen"u8];
        using Keypair derived = KeyDerivation.Derive(_cluster, info);
        derived.ExportSecretKey(secretKey);
    }

    public void Dispose() => _cluster.Dispose();
}
