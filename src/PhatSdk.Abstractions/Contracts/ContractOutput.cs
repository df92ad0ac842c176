using System.Globalization;
using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>What a call without a transaction gave: pallet-contracts' <c>ContractExecResult</c> of an execution that did not trap.</summary>
public sealed record ContractOutput
{
    /// <summary>The bytes that the contract returned.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether the contract undid its changes (the REVERT flag), as ink! does when a message returns an <c>Err</c>.</summary>
    public bool IsReverted { get; init; }

    /// <summary>What the call took.</summary>
    public Weight GasConsumed { get; init; }

    /// <summary>The least limit with which the call succeeds.</summary>
    public Weight GasRequired { get; init; }

    /// <summary>Plancks that the caller's deposit for storage would grow by; negative where some come back.</summary>
    public Int128 StorageDeposit { get; init; }

    /// <summary>What the contract and the chain noted on the way.</summary>
    public string DebugMessage { get; init; } = "";

    /// <summary>The contract that a constructor created; null for messages.</summary>
    public AccountId? Contract { get; init; }

    // A record would tell the data's type instead.
    private bool PrintMembers(StringBuilder builder)
    {
        builder
            .Append(nameof(Data)).Append(" = ").Append(Hex.Format(Data.Span))
            .Append(", ").Append(nameof(IsReverted)).Append(" = ").Append(IsReverted)
            .Append(", ").Append(nameof(GasConsumed)).Append(" = ").Append(GasConsumed)
            .Append(", ").Append(nameof(GasRequired)).Append(" = ").Append(GasRequired)
            .Append(", ").Append(nameof(StorageDeposit)).Append(" = ").Append(StorageDeposit.ToString(CultureInfo.InvariantCulture))
            .Append(", ").Append(nameof(DebugMessage)).Append(" = ").Append(DebugMessage)
            .Append(", ").Append(nameof(Contract)).Append(" = ").Append(Contract);
        return true;
    }
}
