using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <content>How blocks become the best and final.</content>
internal sealed partial class DevnetChain
{
    /// <summary>Says when blocks are final from now on; what is due is final at once.</summary>
    public Task SetFinalityAsync(FinalityPolicy policy, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            _finality = policy;
            FinalizeWhatIsDue();
            return true;
        },
        cancellationToken);

    /// <summary>Makes a block final, with all before it. Where it is not on the best chain, its own becomes that.</summary>
    /// <exception cref="ArgumentException">The block is unknown, or stands beside or before what is final.</exception>
    public Task FinalizeAsync(Hash256 hash, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            Finalize(FindOpen(hash, nameof(hash)));
            return true;
        },
        cancellationToken);

    private void Import(Block block)
    {
        _exactTimestamp = null;
        _tree = _tree.Import(block, out ChainEvent.BestChanged? change);
        if (change is not null)
        {
            // The pool is to know before anybody is told: who hears of a block may submit what comes after it.
            ChangePool(change);
        }

        _news.Add(new ChainEvent.Imported(block));
        ChainLog.Imported(_logger, block.Number, block.Hash, block.Extrinsics.Count - block.Inherents);
        if (change is not null)
        {
            _news.Add(change);
            FinalizeWhatIsDue();
        }
    }

    private void FinalizeWhatIsDue()
    {
        BlockTree tree = _tree;
        if (_finality.Delay is { } delay && tree.Best.Number >= delay && tree.At(tree.Best.Number - delay) is { } due && due.Number > tree.Finalized.Number)
        {
            Finalize(due);
        }
    }

    private void Finalize(Block block)
    {
        if (block.Hash == Finalized.Hash)
        {
            return;
        }

        _tree = _tree.Finalize(block, out ChainEvent.BestChanged? change, out ChainEvent.Finalized finality);
        if (change is not null)
        {
            ChangePool(change);
            _news.Add(change);
        }

        foreach (Block final in finality.Blocks)
        {
            Pool.Finalized(final.Point);
        }

        _news.Add(finality);
    }

    private void ChangePool(ChainEvent.BestChanged change)
    {
        if (change.Retracted.Count > 0)
        {
            ChainLog.Reorganized(_logger, change.Best.Number, change.Best.Hash, change.Retracted.Count);
        }

        Pool.BestChanged([.. change.Retracted.Select(static block => block.Point)], [.. change.Enacted.Select(static block => block.Content)]);
        _loop.Wake();
    }

    private void TellNews()
    {
        if (_news.Count == 0)
        {
            return;
        }

        ChainEvent[] news = [.. _news];
        _news.Clear();
        Events.Publish(news, new ChainEvent.Started(_tree));
        foreach (ChainEvent item in news)
        {
            switch (item)
            {
                case ChainEvent.Imported imported:
                    Imported.Publish(imported.Block);
                    break;
                case ChainEvent.BestChanged change:
                    BestBlocks.Publish(change.Best);
                    break;
                case ChainEvent.Finalized finality:
                    foreach (Block block in finality.Blocks)
                    {
                        FinalizedBlocks.Publish(block);
                    }

                    break;
                case ChainEvent.Reset reset:
                    BestBlocks.Publish(reset.Tree.Best);
                    FinalizedBlocks.Publish(reset.Tree.Finalized);
                    break;
            }
        }
    }
}
