using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>How a call without a transaction is made.</summary>
public sealed record ContractCallOptions
{
    /// <summary>All defaults.</summary>
    public static ContractCallOptions Default { get; } = new();

    /// <summary>The caller that the contract sees. By default the invoker's own: the account of zeros on a chain, the certificate's account on a Phat cluster.</summary>
    public AccountId? Origin { get; init; }

    /// <summary>What the call is for. By default <see cref="ContractCallMode.Query"/>.</summary>
    public ContractCallMode Mode { get; init; }

    /// <summary>Plancks sent along. By default none.</summary>
    public UInt128 TransferValue { get; init; }

    /// <summary>The most that the call may take. By default as much as the chain allows.</summary>
    public Weight? GasLimit { get; init; }

    /// <summary>The most plancks that may be held for storage. By default no limit.</summary>
    public UInt128? StorageDepositLimit { get; init; }

    /// <summary>The block on whose state the call runs; by default the newest. A Phat cluster knows only its newest state and refuses another.</summary>
    public Hash256? At { get; init; }
}
