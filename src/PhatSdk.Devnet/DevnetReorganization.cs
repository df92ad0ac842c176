using PhatSdk.Primitives;

namespace PhatSdk.Devnet;

/// <summary>What a reorganisation did to a <see cref="PhatDevnet"/>.</summary>
/// <param name="Retracted">The blocks that left the best chain, the newest first.</param>
/// <param name="Enacted">The blocks that took their place, the oldest first.</param>
public sealed record DevnetReorganization(IReadOnlyList<Hash256> Retracted, IReadOnlyList<Hash256> Enacted);
