using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Blocks;

/// <summary>Reads blocks that a node has told of, or must have by what it has told.</summary>
internal sealed class BlockReader(IChainBackend backend, WireRetry retry)
{
    /// <summary>How many blocks are asked for at the same time.</summary>
    public const int PageSize = 64;

    /// <summary>A block by its hash.</summary>
    /// <exception cref="RpcFormatException">The node does not have it.</exception>
    public async Task<ChainBlock> ReadAsync(Hash256 hash, CancellationToken cancellationToken)
    {
        BlockHeader? header = await retry.ReadUntilThereAsync(token => backend.GetHeaderAsync(hash, token), cancellationToken).ConfigureAwait(false);
        return new ChainBlock(hash, header ?? throw new RpcFormatException("header", $"the node has no block {hash}, which it needs for one that it told of"));
    }

    /// <summary>The block with a number; null where the node does not have it.</summary>
    /// <exception cref="RpcFormatException">The node gives another one.</exception>
    public async Task<ChainBlock?> TryReadAsync(uint number, CancellationToken cancellationToken)
    {
        Hash256? hash = await retry.ReadUntilThereAsync(token => backend.GetBlockHashAsync(number, token), cancellationToken).ConfigureAwait(false);
        if (hash is not { } known)
        {
            return null;
        }

        ChainBlock block = await ReadAsync(known, cancellationToken).ConfigureAwait(false);
        return block.Number == number ? block : throw new RpcFormatException("header", $"block {block} was given as block {number}");
    }

    /// <summary>The blocks with numbers from one on, asked for at the same time; null where the node does not have them all.</summary>
    public async Task<ChainBlock[]?> TryReadAsync(uint from, int count, CancellationToken cancellationToken)
    {
        Task<ChainBlock?>[] reads = new Task<ChainBlock?>[count];
        for (int i = 0; i < count; i++)
        {
            reads[i] = TryReadAsync(from + (uint)i, cancellationToken);
        }

        ChainBlock[] blocks = [.. (await Task.WhenAll(reads).ConfigureAwait(false)).OfType<ChainBlock>()];
        return blocks.Length == count ? blocks : null;
    }

    /// <summary>The ancestors of a block, oldest first.</summary>
    public async Task<ChainBlock[]> ReadAncestorsAsync(ChainBlock block, int count, CancellationToken cancellationToken)
    {
        ChainBlock[] ancestors = new ChainBlock[count];
        for (int i = count - 1; i >= 0; i--)
        {
            block = ancestors[i] = await ReadParentAsync(block, cancellationToken).ConfigureAwait(false);
        }

        return ancestors;
    }

    /// <summary>The parent of a block.</summary>
    /// <exception cref="RpcFormatException">The node does not have it, or gives another one.</exception>
    public async Task<ChainBlock> ReadParentAsync(ChainBlock block, CancellationToken cancellationToken)
    {
        ChainBlock parent = await ReadAsync(block.ParentHash, cancellationToken).ConfigureAwait(false);
        return parent.Number + 1UL == block.Number
            ? parent
            : throw new RpcFormatException("header", $"block {parent} is given as the parent of block {block}");
    }

    /// <summary>The number of the newest final block.</summary>
    public async Task<uint> ReadFinalNumberAsync(CancellationToken cancellationToken)
    {
        Hash256 hash = await retry.ReadAsync(backend.GetFinalizedHashAsync, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(hash, cancellationToken).ConfigureAwait(false)).Number;
    }
}
