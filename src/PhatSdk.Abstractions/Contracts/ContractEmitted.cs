using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>An event of a contract as the chain has it: pallet-contracts' <c>ContractEmitted</c>.</summary>
/// <param name="Contract">The contract that emitted it.</param>
/// <param name="Topics">What the chain indexes it by.</param>
/// <param name="Data">The encoded fields; before ink! 5, the event's index comes first.</param>
public sealed record ContractEmitted(AccountId Contract, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Data);
