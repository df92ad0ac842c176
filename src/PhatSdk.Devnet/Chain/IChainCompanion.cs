namespace PhatSdk.Devnet.Chain;

/// <summary>Somebody whose own state goes along with the chain's final blocks, as a worker's does.</summary>
internal interface IChainCompanion
{
    /// <summary>Waits until a final block is processed, and what that makes the companion say is in the pool. One that has ended has nothing more to say.</summary>
    Task SettleAsync(Block finalized, CancellationToken cancellationToken);

    /// <summary>The chain is put elsewhere; the companion has settled before, and no block is made meanwhile.</summary>
    /// <param name="finalized">The newest final block now: one that was processed before.</param>
    /// <param name="keepsPool">Whether what the companion said after that block waits in the pool again.</param>
    void Reset(Block finalized, bool keepsPool);
}
