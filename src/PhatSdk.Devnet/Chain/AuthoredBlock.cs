using PhatSdk.Devnet.Chain.Pool;

namespace PhatSdk.Devnet.Chain;

/// <summary>A block that was made, not yet imported.</summary>
/// <param name="Block">The block.</param>
/// <param name="Included">What it took from the pool, in order.</param>
internal sealed record AuthoredBlock(Block Block, IReadOnlyList<PooledTransaction> Included);
