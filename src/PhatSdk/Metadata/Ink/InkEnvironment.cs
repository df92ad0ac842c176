namespace PhatSdk.Metadata.Ink;

/// <summary>The types and limits of the chain that a contract was built for. What its version of ink! does not tell is null.</summary>
public sealed record InkEnvironment
{
    /// <summary>The type of accounts.</summary>
    public int? AccountIdTypeId { get; init; }

    /// <summary>The type of balances.</summary>
    public int? BalanceTypeId { get; init; }

    /// <summary>The type of hashes.</summary>
    public int? HashTypeId { get; init; }

    /// <summary>The type of timestamps.</summary>
    public int? TimestampTypeId { get; init; }

    /// <summary>The type of block numbers.</summary>
    public int? BlockNumberTypeId { get; init; }

    /// <summary>The type of the chain extension's functions.</summary>
    public int? ChainExtensionTypeId { get; init; }

    /// <summary>The most topics that an event may have, its signature included.</summary>
    public int? MaxEventTopics { get; init; }

    /// <summary>The size in bytes of the contract's buffer for arguments and results.</summary>
    public int? StaticBufferSize { get; init; }
}
