using PhatSdk.Primitives;

namespace PhatSdk.Pruntime;

/// <summary>What a worker says of a contract: pRuntime's <c>ContractInfo</c>.</summary>
/// <param name="Address">The contract.</param>
/// <param name="CodeHash">Its code.</param>
/// <param name="Weight">Its share of the worker's time and cache, which follows from what is staked on it.</param>
/// <param name="SidevmState"><c>running</c> or <c>stopped</c>; null where it has no sidevm.</param>
public sealed record PruntimeContractInfo(AccountId Address, CodeHash CodeHash, uint Weight, string? SidevmState)
{
    internal static PruntimeContractInfo From(Messages.ContractInfo message) => new(
        AccountId.Parse(message.Id),
        CodeHash.Parse(message.CodeHash),
        message.Weight,
        message.Sidevm?.State);
}
