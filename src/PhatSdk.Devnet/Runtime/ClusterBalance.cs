namespace PhatSdk.Devnet.Runtime;

/// <summary>What an account has in a cluster.</summary>
/// <param name="Total">All plancks.</param>
/// <param name="Free">Plancks that are not held or reserved.</param>
internal readonly record struct ClusterBalance(UInt128 Total, UInt128 Free);
