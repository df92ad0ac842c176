using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>What the pool held at a moment.</summary>
/// <param name="Ready">What might have gone into the next block.</param>
/// <param name="Future">What waited for others.</param>
/// <param name="Included">What stood in blocks that were not final, the oldest block first.</param>
internal sealed record PoolSnapshot(
    IReadOnlyList<PooledTransaction> Ready,
    IReadOnlyList<PooledTransaction> Future,
    IReadOnlyList<(Hash256 Block, IReadOnlyList<PooledTransaction> Transactions)> Included)
{
    /// <summary>Nothing at all.</summary>
    public static PoolSnapshot Empty { get; } = new([], [], []);
}
