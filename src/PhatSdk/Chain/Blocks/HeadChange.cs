namespace PhatSdk.Chain.Blocks;

/// <summary>One step of the best chain: a block was put on top of it, or taken off.</summary>
/// <remarks>
/// Who puts each <see cref="HeadChangeKind.Added"/> block on a stack, and takes one off for each <see cref="HeadChangeKind.Retracted"/> one, always has a chain
/// of blocks without a gap. When another fork becomes the best, the old fork's blocks are retracted first, newest to oldest.
/// </remarks>
/// <param name="Kind">Which.</param>
/// <param name="Block">The block.</param>
public sealed record HeadChange(HeadChangeKind Kind, ChainBlock Block)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Block}";
}
