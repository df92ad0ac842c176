using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>What became of a command, by the cluster's log.</summary>
public sealed record CommandOutcome
{
    /// <summary>The contract.</summary>
    public required AccountId Contract { get; init; }

    /// <summary>What became of it.</summary>
    public required CommandStatus Status { get; init; }

    /// <summary>What the contract returned and took, exactly; null where it did not run to its end, or nothing is known.</summary>
    public ContractOutput? Output { get; init; }

    /// <summary>Why it failed: <c>Contracts.OutOfGas</c>; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>What the contract, and the runtime about it, said in the command's block, other commands of that block included.</summary>
    public IReadOnlyList<PinkLogRecord.Log> Logs { get; init; } = [];

    /// <summary>The events that the contract emitted in the command's block, those of other commands of that block included.</summary>
    public IReadOnlyList<ContractEmitted> Events { get; init; } = [];

    /// <summary>Throws unless the command succeeded.</summary>
    /// <exception cref="ContractRevertedException">The contract undid its changes.</exception>
    /// <exception cref="ContractTrappedException">The contract did not run to its end, or nothing is known.</exception>
    public void ThrowIfNotSucceeded()
    {
        string what = $"command to {Contract}";
        switch (Status)
        {
            case CommandStatus.Succeeded:
                return;
            case CommandStatus.Reverted:
                throw new ContractRevertedException(what, Output?.Data ?? default);
            case CommandStatus.Failed:
                throw new ContractTrappedException(what, Error ?? "no reason given", string.Join("; ", Logs.Select(log => log.Message)));
            default:
                throw new ContractTrappedException(
                    what, "the cluster's log does not say what became of it", string.Join("; ", Logs.Select(log => log.Message)));
        }
    }
}
