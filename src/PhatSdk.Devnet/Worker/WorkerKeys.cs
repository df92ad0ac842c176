using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// The secrets of a worker that is its network's only gatekeeper, too: its identity, which also opens queries, and the master key, from which
/// the keys of clusters come.
/// </summary>
internal sealed class WorkerKeys : IDisposable
{
    private const int SeedSize = 32;

    /// <summary>Creates the keys from two seeds of 32 bytes.</summary>
    public WorkerKeys(ReadOnlySpan<byte> identitySeed, ReadOnlySpan<byte> masterSeed)
    {
        Identity = Keypair.FromSeed(identitySeed);
        Master = Keypair.FromSeed(masterSeed);
        Operator = KeyDerivation.Derive(Identity, "operator"u8);
    }

    /// <summary>The identity, and the key for ECDH: they are one.</summary>
    public Keypair Identity { get; }

    /// <summary>The gatekeepers' master key.</summary>
    public Keypair Master { get; }

    /// <summary>The account that pays for what the worker says to the chain.</summary>
    public Keypair Operator { get; }

    /// <summary>The keys of development networks: the identity's seed is 1, as in Phala's own, the master key's is 2, both big-endian.</summary>
    public static WorkerKeys CreateForDevelopment()
    {
        Span<byte> identity = stackalloc byte[SeedSize];
        Span<byte> master = stackalloc byte[SeedSize];
        identity.Clear();
        master.Clear();
        identity[^1] = 1;
        master[^1] = 2;
        return new WorkerKeys(identity, master);
    }

    /// <summary>The key of a cluster.</summary>
    public Keypair DeriveClusterKey(Hash256 cluster) => KeyDerivation.Derive(Master, [.. "cluster_key"u8, .. cluster.Span]);

    public void Dispose()
    {
        Identity.Dispose();
        Master.Dispose();
        Operator.Dispose();
    }
}
