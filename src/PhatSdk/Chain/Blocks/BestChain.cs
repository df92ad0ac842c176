using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Blocks;

/// <summary>The newest blocks of the best chain as they were told, and what leads from them to another block.</summary>
/// <remarks>
/// The way is walked back from the new block by parents' hashes until a block is met that is here; what is above that one is retracted. The way is known whole
/// before the first step is told. Where a fork starts below the first block that was told, that one's ancestors are read too.
/// </remarks>
internal sealed class BestChain(BlockReader reader)
{
    /// <summary>The deepest reorganisation that can be told of.</summary>
    public const int MostRetracted = 1024;

    private readonly List<ChainBlock> _blocks = [];
    private int _untold;

    /// <summary>The newest block.</summary>
    public ChainBlock? Top => _blocks.Count == 0 ? null : _blocks[^1];

    /// <summary>Goes to a block.</summary>
    /// <returns>The steps there; none to a block that is here already: a repetition, or a node that is behind.</returns>
    /// <exception cref="RpcFormatException">No way leads there.</exception>
    public async Task<IReadOnlyList<HeadChange>> GoToAsync(ChainBlock block, CancellationToken cancellationToken)
    {
        if (IndexOf(block.Hash) >= 0)
        {
            return [];
        }

        List<ChainBlock> way = [block];
        int fork = -1;
        while (_blocks.Count > 0 && (fork = IndexOf(way[^1].ParentHash)) < 0)
        {
            if (way.Count > MostRetracted + BlockReader.PageSize)
            {
                throw Unlinked(block);
            }

            if (way[^1].Number <= _blocks[0].Number)
            {
                await ReadFurtherDownAsync(block, cancellationToken).ConfigureAwait(false);
                if (_blocks[0].Hash == block.Hash)
                {
                    return [];
                }
            }
            else
            {
                way.Add(await reader.ReadParentAsync(way[^1], cancellationToken).ConfigureAwait(false));
            }
        }

        return Step(fork, way);
    }

    private async Task ReadFurtherDownAsync(ChainBlock block, CancellationToken cancellationToken)
    {
        if (_untold >= MostRetracted || _blocks[0].Number == 0)
        {
            throw Unlinked(block);
        }

        _blocks.Insert(0, await reader.ReadParentAsync(_blocks[0], cancellationToken).ConfigureAwait(false));
        _untold++;
    }

    private List<HeadChange> Step(int fork, List<ChainBlock> way)
    {
        List<HeadChange> steps = [];
        for (int i = _blocks.Count - 1; i > fork && i >= _untold; i--)
        {
            steps.Add(new HeadChange(HeadChangeKind.Retracted, _blocks[i]));
        }

        _blocks.RemoveRange(fork + 1, _blocks.Count - fork - 1);
        _untold = Math.Min(_untold, _blocks.Count);
        for (int i = way.Count - 1; i >= 0; i--)
        {
            steps.Add(new HeadChange(HeadChangeKind.Added, way[i]));
            _blocks.Add(way[i]);
        }

        int surplus = Math.Max(0, _blocks.Count - MostRetracted);
        _blocks.RemoveRange(0, surplus);
        _untold = Math.Max(0, _untold - surplus);
        return steps;
    }

    private int IndexOf(Hash256 hash) => _blocks.FindLastIndex(block => block.Hash == hash);

    private RpcFormatException Unlinked(ChainBlock block) =>
        new("new heads", $"the way to block {block} meets none of the {_blocks.Count} blocks before it");
}
