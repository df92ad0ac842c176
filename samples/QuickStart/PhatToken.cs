using PhatSdk.Contracts;

namespace QuickStart;

/// <summary>A token with an off-chain module: what the chain keeps are balances, what a worker computes are prices.</summary>
[InkContract("phat_token.contract")]
public partial class PhatToken;
