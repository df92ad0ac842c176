using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>A contract that was deployed, with its typed client.</summary>
/// <typeparam name="TContract">The client's type.</typeparam>
/// <param name="Contract">The client.</param>
/// <param name="Address">The contract's account.</param>
/// <param name="Receipt">What became of the transaction.</param>
public sealed record ContractDeployment<TContract>(TContract Contract, AccountId Address, ContractReceipt Receipt)
    : ContractDeployment(Address, Receipt);
