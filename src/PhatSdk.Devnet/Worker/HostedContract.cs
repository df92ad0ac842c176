using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A contract of the cluster, as the worker knows it beside the cluster's state.</summary>
/// <param name="Id">Its id and address.</param>
/// <param name="Weight">Its share of the worker.</param>
/// <param name="BlockEnd">What is called when each block ends; null for nothing.</param>
internal sealed record HostedContract(AccountId Id, uint Weight = 0, BlockEndHook? BlockEnd = null);
