using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Blocks;

/// <summary>A block of a chain: its hash and its header. Two are equal where their hashes are.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Header">The header.</param>
public sealed record ChainBlock(Hash256 Hash, BlockHeader Header)
{
    /// <summary>The number; the genesis is 0.</summary>
    public uint Number => Header.Number;

    /// <summary>The hash of the block before.</summary>
    public Hash256 ParentHash => Header.ParentHash;

    /// <summary>The number and the hash.</summary>
    public BlockRef Reference => new(Number, Hash);

    /// <inheritdoc/>
    public bool Equals(ChainBlock? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Reference.ToString();
}
