using PhatSdk.Primitives;

namespace PhatSdk.Chain.Blocks;

/// <summary>Names a block: the hash says which one, the number where it is.</summary>
/// <param name="Number">The number; the genesis is 0.</param>
/// <param name="Hash">The hash.</param>
public readonly record struct BlockRef(uint Number, Hash256 Hash)
{
    /// <summary>Shows the block.</summary>
    /// <returns>The number and the hash.</returns>
    public override string ToString() => $"{Number} ({Hash})";
}
