using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A contract's own event.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Topics">The event's topics.</param>
/// <param name="Data">The event, as the contract encoded it.</param>
internal sealed record EmittedEffect(AccountId Contract, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Data) : ClusterEffect(Contract);
