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

    /// <summary>The block that it was in is no longer on the best chain; it is back in the pool, or in another block.</summary>
    Retracted,

    /// <summary>Is in a block that stays.</summary>
    Finalized,

    /// <summary>Is in a block, but so many came after it that nobody waits for its finality any longer.</summary>
    FinalityTimeout,

    /// <summary>Gave way to another that provides the same and pays more.</summary>
    Usurped,

    /// <summary>Gave way as the pool is full, or was removed from it.</summary>
    Dropped,

    /// <summary>Is no longer valid.</summary>
    Invalid,
}
