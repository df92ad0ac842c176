using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;

namespace PhatSdk.Extrinsics;

/// <summary>What extrinsics are signed for at one time.</summary>
/// <param name="Runtime">The runtime that a transaction which is sent now is made for.</param>
/// <param name="Final">The newest final block.</param>
internal sealed record ChainMoment(Runtime Runtime, BlockRef Final);
