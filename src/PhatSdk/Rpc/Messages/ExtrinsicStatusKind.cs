namespace PhatSdk.Rpc.Messages;

/// <summary>What can become of an extrinsic in a node's pool: <c>sc_transaction_pool_api::TransactionStatus</c>.</summary>
public enum ExtrinsicStatusKind
{
    /// <summary>It waits for another of the same account, with the nonce before.</summary>
    Future = 0,

    /// <summary>It waits for a block.</summary>
    Ready = 1,

    /// <summary>It was told to other nodes.</summary>
    Broadcast = 2,

    /// <summary>It is in a block.</summary>
    InBlock = 3,

    /// <summary>The block that held it is no longer on the best chain; it waits for another.</summary>
    Retracted = 4,

    /// <summary>The block that holds it did not become final within the node's patience; the node watches no longer.</summary>
    FinalityTimeout = 5,

    /// <summary>The block that holds it is final.</summary>
    Finalized = 6,

    /// <summary>Another extrinsic with the same nonce took its place.</summary>
    Usurped = 7,

    /// <summary>The pool had no room for it.</summary>
    Dropped = 8,

    /// <summary>It is no longer valid.</summary>
    Invalid = 9,

    /// <summary>No node says so, the library does: it is neither among what the node's pool has ready nor in a block. It never reached the node, or was lost, or waits for one with a nonce before it.</summary>
    Missing = 10,

    /// <summary>No node says so, the library does: its time has run out, and no final block holds it. It never will be in one.</summary>
    Expired = 11,
}
