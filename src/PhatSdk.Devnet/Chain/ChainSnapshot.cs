using PhatSdk.Devnet.Chain.Pool;

namespace PhatSdk.Devnet.Chain;

/// <summary>The chain at a moment. It costs nothing but what later moments do not share with it.</summary>
/// <param name="Tree">The blocks with their states.</param>
/// <param name="Pool">What waited.</param>
/// <param name="ClockShift">How far the chain's clock was ahead of the one below.</param>
internal sealed record ChainSnapshot(BlockTree Tree, PoolSnapshot Pool, TimeSpan ClockShift);
