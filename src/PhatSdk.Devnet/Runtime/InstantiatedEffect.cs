using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A contract was created.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Deployer">Who created it.</param>
internal sealed record InstantiatedEffect(AccountId Contract, AccountId Deployer) : ClusterEffect(Contract);
