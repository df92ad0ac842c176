using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>A block, as the pool knows it.</summary>
internal readonly record struct BlockPoint(uint Number, Hash256 Hash);
