using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>How a contract is called by a transaction.</summary>
public sealed record ContractTransactionOptions
{
    /// <summary>All defaults.</summary>
    public static ContractTransactionOptions Default { get; } = new();

    /// <summary>Plancks sent along. By default none.</summary>
    public UInt128 TransferValue { get; init; }

    /// <summary>Whether the call is tried before it is sent, so that its limits fit and a refusal costs nothing. By default true; without it, <see cref="GasLimit"/> is needed.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The most that the call may take. By default what the dry run needed and <see cref="GasMarginPercent"/> more.</summary>
    public Weight? GasLimit { get; init; }

    /// <summary>How much more gas than the dry run needed is allowed, in percent. By default 10.</summary>
    public int GasMarginPercent { get; init; } = 10;

    /// <summary>The most plancks that may be held for storage. By default what the dry run charged; no limit without a dry run.</summary>
    public UInt128? StorageDepositLimit { get; init; }

    /// <summary>Plancks for the block's author beyond the fee. By default none.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>Whether to wait until the block is final. By default false: until the transaction is in a block.</summary>
    public bool WaitForFinalization { get; init; }
}
