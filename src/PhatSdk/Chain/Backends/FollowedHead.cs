using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

/// <summary>A block that a node told of.</summary>
internal readonly record struct FollowedHead(Hash256 Hash, BlockHeader Header);
