using PhatSdk.Primitives;

namespace PhatSdk.Chain.Backends;

/// <summary>Values of one block's state, in the order of the keys that were asked for; null where there is none.</summary>
internal readonly record struct StorageSnapshot(Hash256 Block, byte[]?[] Values);
