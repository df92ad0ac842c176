namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>How the pool behaves.</summary>
internal sealed record PoolOptions
{
    /// <summary>Of what may go into the next block: 8,192 transactions and 64 MiB, as an upload takes up to 7.5 MB.</summary>
    public QueueLimit Ready { get; init; } = new(8192, 64 << 20);

    /// <summary>Of what waits for others: 1,024 transactions and 32 MiB.</summary>
    public QueueLimit Future { get; init; } = new(1024, 32 << 20);

    /// <summary>How many blocks with transactions may wait for finality before the oldest one's are given up: 512, as a node has it.</summary>
    public int BlocksWithoutFinality { get; init; } = 512;

    /// <summary>How long a transaction that was found invalid is refused unseen; not at all by default, as by a node with <c>--dev</c>.</summary>
    public TimeSpan BanTime { get; init; } = TimeSpan.Zero;
}
