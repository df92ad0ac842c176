using System.Collections.Immutable;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>All blocks, which of them are the best chain, and how far it is final. Never changes: the next one shares what stays.</summary>
internal sealed class BlockTree
{
    private readonly ImmutableDictionary<Hash256, Block> _byHash;
    private readonly ImmutableDictionary<uint, Block> _bestChain;

    private BlockTree(
        ImmutableDictionary<Hash256, Block> byHash,
        ImmutableDictionary<uint, Block> bestChain,
        ImmutableList<Block> unfinalized,
        Block genesis,
        Block best,
        Block finalized)
    {
        _byHash = byHash;
        _bestChain = bestChain;
        Unfinalized = unfinalized;
        Genesis = genesis;
        Best = best;
        Finalized = finalized;
    }

    /// <summary>The tree of one block, which is final.</summary>
    public BlockTree(Block genesis)
        : this(
            ImmutableDictionary<Hash256, Block>.Empty.Add(genesis.Hash, genesis),
            ImmutableDictionary<uint, Block>.Empty.Add(genesis.Number, genesis),
            [],
            genesis,
            genesis,
            genesis)
    {
    }

    /// <summary>The tree of this genesis and a later block, which is final and the best; what lies between is not known.</summary>
    public BlockTree With(Block head) => new(_byHash.Add(head.Hash, head), _bestChain.Add(head.Number, head), [], Genesis, head, head);

    public Block Genesis { get; }

    /// <summary>The newest block of the longest chain; of two that are as long, the one that was there first.</summary>
    public Block Best { get; }

    /// <summary>The newest block that stays.</summary>
    public Block Finalized { get; }

    /// <summary>Blocks that may become final, in the order of their import: parents before their children.</summary>
    public ImmutableList<Block> Unfinalized { get; }

    /// <summary>Any block, pruned ones included.</summary>
    public Block? Find(Hash256 hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>A block of the best chain.</summary>
    public Block? At(uint number) => _bestChain.GetValueOrDefault(number);

    /// <summary>Whether a block is on the best chain.</summary>
    public bool IsOnBestChain(Block block) => At(block.Number)?.Hash == block.Hash;

    /// <summary>The blocks on top of one that may become final.</summary>
    public IEnumerable<Block> ChildrenOf(Block parent) => Unfinalized.Where(block => block.ParentHash == parent.Hash);

    /// <summary>Adds a block; it becomes the best one where its chain is the longest.</summary>
    /// <param name="block">The block; its parent is here and may still be built upon.</param>
    /// <param name="change">How the best chain changes; null where it does not.</param>
    public BlockTree Import(Block block, out ChainEvent.BestChanged? change)
    {
        BlockTree with = new(_byHash.SetItem(block.Hash, block), _bestChain, Unfinalized.Add(block), Genesis, Best, Finalized);
        change = null;
        return block.Number > Best.Number ? with.WithBest(block, out change) : with;
    }

    /// <summary>Makes a block final, with all before it, and prunes what stands beside them.</summary>
    /// <param name="block">The block, on top of the one that was final until now.</param>
    /// <param name="change">How the best chain changes, where the block was not on it; it comes first.</param>
    /// <param name="finality">What is final now.</param>
    public BlockTree Finalize(Block block, out ChainEvent.BestChanged? change, out ChainEvent.Finalized finality)
    {
        BlockTree on = this;
        change = null;
        if (!IsOnBestChain(block))
        {
            on = WithBest(LongestFrom(block), out change);
        }

        List<Block> final = [];
        List<Block> pruned = [];
        HashSet<Hash256> kept = [block.Hash];
        ImmutableList<Block>.Builder open = ImmutableList.CreateBuilder<Block>();
        foreach (Block candidate in Unfinalized)
        {
            if (candidate.Number <= block.Number && on.IsOnBestChain(candidate))
            {
                final.Add(candidate);
            }
            else if (kept.Contains(candidate.ParentHash))
            {
                kept.Add(candidate.Hash);
                open.Add(candidate);
            }
            else
            {
                pruned.Add(candidate);
            }
        }

        finality = new ChainEvent.Finalized(final, pruned);
        return new BlockTree(on._byHash, on._bestChain, open.ToImmutable(), Genesis, on.Best, block);
    }

    /// <summary>Whether a block can still become final or be built upon: it is the final one, or one on top of that.</summary>
    public bool IsOpen(Block block) => block.Hash == Finalized.Hash || Unfinalized.Exists(open => open.Hash == block.Hash);

    /// <summary>The tree of which a block is the newest: what came after it, or stands beside it, may no longer become final.</summary>
    public BlockTree HeadedBy(Block head)
    {
        BlockTree on = head.Number > Genesis.Number && !IsOnBestChain(head) ? WithBest(head, out _) : this;
        ImmutableDictionary<uint, Block> chain = on._bestChain.RemoveRange(on._bestChain.Keys.Where(number => number > head.Number));
        ImmutableList<Block> open = on.Unfinalized.RemoveAll(block => block.Number > head.Number || !on.IsOnBestChain(block));
        Block finalized = Finalized.Number < head.Number && on.IsOnBestChain(Finalized) ? Finalized : head;
        return new BlockTree(_byHash, chain, finalized == head ? [] : open, Genesis, head, finalized);
    }

    /// <summary>The tree in which a block has another state after it.</summary>
    public BlockTree WithState(Block block, StateView state)
    {
        Block changed = block.WithState(state);
        Block Changed(Block old) => old.Hash == block.Hash ? changed : old;
        return new BlockTree(
            _byHash.SetItem(block.Hash, changed),
            IsOnBestChain(block) ? _bestChain.SetItem(block.Number, changed) : _bestChain,
            Unfinalized.ConvertAll(Changed),
            Changed(Genesis),
            Changed(Best),
            Changed(Finalized));
    }

    private BlockTree WithBest(Block best, out ChainEvent.BestChanged change)
    {
        List<Block> enacted = [];
        Block fork = best;
        while (!IsOnBestChain(fork))
        {
            enacted.Add(fork);
            fork = Find(fork.ParentHash)!;
        }

        enacted.Reverse();
        List<Block> retracted = [];
        ImmutableDictionary<uint, Block> chain = _bestChain;
        for (uint number = Best.Number; number > fork.Number; number--)
        {
            retracted.Add(At(number)!);
            chain = number > best.Number ? chain.Remove(number) : chain;
        }

        foreach (Block block in enacted)
        {
            chain = chain.SetItem(block.Number, block);
        }

        change = new ChainEvent.BestChanged(best, retracted, enacted);
        return new BlockTree(_byHash, chain, Unfinalized, Genesis, best, Finalized);
    }

    private Block LongestFrom(Block block)
    {
        HashSet<Hash256> above = [block.Hash];
        Block longest = block;
        foreach (Block candidate in Unfinalized)
        {
            if (above.Contains(candidate.ParentHash))
            {
                above.Add(candidate.Hash);
                longest = candidate.Number > longest.Number ? candidate : longest;
            }
        }

        return longest;
    }
}
