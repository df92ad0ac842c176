namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Where a transaction stands.</summary>
internal enum TransactionStatusKind
{
    /// <summary>Waits for another that it requires.</summary>
    Future,

    /// <summary>May go into the next block.</summary>
    Ready,

    /// <summary>Is in a block.</summary>
    InBlock,

    /// <summary>Is in a block that stays.</summary>
    Finalized,

    /// <summary>Gave way to another that provides the same and pays more.</summary>
    Usurped,

    /// <summary>Gave way as the pool is full.</summary>
    Dropped,

    /// <summary>Is no longer valid.</summary>
    Invalid,
}
