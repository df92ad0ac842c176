using PhatSdk.Primitives;

namespace PhatSdk.Chain;

/// <summary>Values of a chain's state, all of one block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Values">The encoded values in the order of the keys; null where there is none.</param>
public sealed record StorageValues(Hash256 Block, IReadOnlyList<ReadOnlyMemory<byte>?> Values);
