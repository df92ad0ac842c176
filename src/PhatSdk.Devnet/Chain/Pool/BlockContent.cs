using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>What a block holds, as the pool needs it.</summary>
/// <param name="Point">The block.</param>
/// <param name="Inherents">How many of its extrinsics are the author's own; they come first.</param>
/// <param name="Transactions">The hashes of the others, in order.</param>
internal sealed record BlockContent(BlockPoint Point, int Inherents, IReadOnlyList<Hash256> Transactions);
