using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>What a message would return and cost if it were called by a transaction now.</summary>
/// <typeparam name="TReturn">What the message returns.</typeparam>
/// <param name="Value">What it returned.</param>
/// <param name="Output">The execution.</param>
public sealed record ContractEstimate<TReturn>(TReturn Value, ContractOutput Output)
{
    /// <summary>The least gas limit with which the call succeeds.</summary>
    public Weight GasRequired => Output.GasRequired;

    /// <summary>Plancks that the caller's deposit for storage would grow by; negative where some come back.</summary>
    public Int128 StorageDeposit => Output.StorageDeposit;
}
