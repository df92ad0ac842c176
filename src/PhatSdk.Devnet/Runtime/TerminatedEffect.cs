using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A contract is gone.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Beneficiary">Who got its balance.</param>
internal sealed record TerminatedEffect(AccountId Contract, AccountId Beneficiary) : ClusterEffect(Contract);
