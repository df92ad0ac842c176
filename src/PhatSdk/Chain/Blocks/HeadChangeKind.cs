namespace PhatSdk.Chain.Blocks;

/// <summary>What happened to a block of the best chain.</summary>
public enum HeadChangeKind
{
    /// <summary>It was put on top: its parent is the block that was on top before.</summary>
    Added = 0,

    /// <summary>It was on top, and is no longer of the best chain: its parent is on top now.</summary>
    Retracted = 1,
}
