using PhatSdk.Primitives;

namespace PhatSdk.Chain;

/// <summary>A value of a chain's state that was watched, as it is from a block on.</summary>
/// <param name="Block">The block.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The encoded value; null where there is none.</param>
public sealed record StorageChange(Hash256 Block, StorageKey Key, ReadOnlyMemory<byte>? Value);
