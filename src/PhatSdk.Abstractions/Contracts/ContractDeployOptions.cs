using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>How a contract is deployed.</summary>
public sealed record ContractDeployOptions
{
    /// <summary>All defaults.</summary>
    public static ContractDeployOptions Default { get; } = new();

    /// <summary>Bytes that make the address another one for the same code, deployer and arguments. By default random.</summary>
    public ReadOnlyMemory<byte>? Salt { get; init; }

    /// <summary>Plancks that the contract starts with. By default none.</summary>
    public UInt128 TransferValue { get; init; }

    /// <summary>The most that the constructor may take. By default what the dry run needed and <see cref="GasMarginPercent"/> more.</summary>
    public Weight? GasLimit { get; init; }

    /// <summary>How much more gas than the dry run needed is allowed, in percent. By default 10.</summary>
    public int GasMarginPercent { get; init; } = 10;

    /// <summary>The most plancks that may be held for storage. By default what the dry run charged.</summary>
    public UInt128? StorageDepositLimit { get; init; }

    /// <summary>Plancks for the block's author beyond the fee. By default none.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>Whether to wait until the block is final. By default false: until the transaction is in a block.</summary>
    public bool WaitForFinalization { get; init; }
}
