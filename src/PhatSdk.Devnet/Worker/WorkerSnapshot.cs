namespace PhatSdk.Devnet.Worker;

/// <summary>What the worker knows after a block. It never changes.</summary>
internal sealed record WorkerSnapshot
{
    /// <summary>What a worker knows before the first block.</summary>
    public static WorkerSnapshot Initial { get; } = new();

    /// <summary>The next block to be processed.</summary>
    public uint NextBlock { get; init; }

    /// <summary>The time of the last block, in milliseconds since the Unix epoch.</summary>
    public ulong TimeMs { get; init; }

    /// <summary>Whether the chain has said that the worker is registered.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Whether the worker holds the master key.</summary>
    public bool IsGatekeeper { get; init; }

    /// <summary>The newest system contract that the chain holds; empty for none.</summary>
    public ReadOnlyMemory<byte> SystemCode { get; init; }

    /// <summary>The cluster; null before there is one.</summary>
    public ClusterSnapshot? Cluster { get; init; }

    /// <summary>The block at which queries run: the last one processed.</summary>
    public uint CurrentBlock => NextBlock == 0 ? 0 : NextBlock - 1;
}
