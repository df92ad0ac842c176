using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>A contract that was deployed.</summary>
/// <param name="Address">Its account.</param>
/// <param name="Receipt">What became of the transaction.</param>
public record ContractDeployment(AccountId Address, ContractReceipt Receipt);
