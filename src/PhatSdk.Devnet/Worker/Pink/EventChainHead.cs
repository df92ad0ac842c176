using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>Where the chain of events of a cluster stands.</summary>
/// <param name="NextNumber">The number of the next block, which is how many there are.</param>
/// <param name="LastHash">The hash of the last block; zeros before the first.</param>
internal readonly record struct EventChainHead(ulong NextNumber, Hash256 LastHash);
