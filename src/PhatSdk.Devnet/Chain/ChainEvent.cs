namespace PhatSdk.Devnet.Chain;

/// <summary>Something that happened to the chain. Each comes after what made it: a block is imported before it is the best or final.</summary>
internal abstract record ChainEvent
{
    private ChainEvent()
    {
    }

    /// <summary>How the chain stands: what who begins to follow hears first.</summary>
    /// <param name="Tree">The blocks.</param>
    internal sealed record Started(BlockTree Tree) : ChainEvent;

    /// <summary>A block was imported, on any fork.</summary>
    /// <param name="Block">The block.</param>
    internal sealed record Imported(Block Block) : ChainEvent;

    /// <summary>Another block is the best one.</summary>
    /// <param name="Best">The block.</param>
    /// <param name="Retracted">What leaves the best chain, the newest first; empty but for a reorganisation.</param>
    /// <param name="Enacted">What comes into the best chain, the oldest first; <paramref name="Best"/> is the last.</param>
    internal sealed record BestChanged(Block Best, IReadOnlyList<Block> Retracted, IReadOnlyList<Block> Enacted) : ChainEvent;

    /// <summary>Blocks are final.</summary>
    /// <param name="Blocks">The blocks, the oldest first.</param>
    /// <param name="Pruned">Blocks that never will be, since these are; parents before their children.</param>
    internal sealed record Finalized(IReadOnlyList<Block> Blocks, IReadOnlyList<Block> Pruned) : ChainEvent;

    /// <summary>The chain was put back, or elsewhere: what was said of it before need not be so any more, final blocks included.</summary>
    /// <param name="Tree">The blocks that there are now.</param>
    internal sealed record Reset(BlockTree Tree) : ChainEvent;
}
