using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A message to the worker itself.</summary>
/// <param name="Contract">The contract that sends it.</param>
/// <param name="Event">The encoded <c>PinkEvent</c>.</param>
internal sealed record PinkEffect(AccountId Contract, ReadOnlyMemory<byte> Event) : ClusterEffect(Contract);
