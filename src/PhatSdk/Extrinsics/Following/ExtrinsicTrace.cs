using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Following;

/// <summary>By what an extrinsic is found again, and where it can be.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="FirstBlock">The number of the first block in which it can be.</param>
/// <param name="EndBlock">The number of the first block in which it no longer can be; null where it lives for ever.</param>
internal sealed record ExtrinsicTrace(Hash256 Hash, uint FirstBlock, ulong? EndBlock);
