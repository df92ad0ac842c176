using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>A cluster as the chain has it: <c>ClusterInfo</c> of <c>phala-types</c>.</summary>
public sealed record ClusterInfo
{
    /// <summary>Its id.</summary>
    public required ClusterId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required AccountId Owner { get; init; }

    /// <summary>Whether only the owner may deploy to it.</summary>
    public bool IsOwnerOnly { get; init; }

    /// <summary>The contract that governs it.</summary>
    public required AccountId SystemContract { get; init; }

    /// <summary>Plancks a picosecond of ref-time.</summary>
    public UInt128 GasPrice { get; init; }

    /// <summary>Plancks held for an entry of storage.</summary>
    public UInt128 DepositPerItem { get; init; }

    /// <summary>Plancks held for a byte of storage.</summary>
    public UInt128 DepositPerByte { get; init; }
}
