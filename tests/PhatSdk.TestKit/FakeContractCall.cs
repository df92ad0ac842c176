using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>What a fake contract was asked.</summary>
/// <param name="Contract">The contract's account.</param>
/// <param name="Input">The selector and the arguments.</param>
/// <param name="CallOptions">How it was called; null for a transaction.</param>
/// <param name="TransactionOptions">How the transaction was made; null for a call.</param>
public sealed record FakeContractCall(AccountId Contract, byte[] Input, ContractCallOptions? CallOptions, ContractTransactionOptions? TransactionOptions);
