using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Turns the way of the chain into the notifications of one subscription, and pins the blocks that it tells of. For one thread at a time.</summary>
/// <remarks>
/// The order is that of the specification: a block comes after its parent, is new before it is the best or final, and the best one is never
/// left behind by what is final.
/// </remarks>
/// <param name="chain">The chain.</param>
/// <param name="pins">Where the blocks are pinned.</param>
/// <param name="withRuntime">Whether the client wants to hear of runtimes.</param>
/// <param name="initialBlocks">How many final blocks it is told of at first.</param>
internal sealed class ChainHeadTracker(DevnetChain chain, PinnedBlocks pins, bool withRuntime, int initialBlocks)
{
    // Told of, and not final or pruned yet.
    private readonly Dictionary<Hash256, Block> _open = [];
    private Block _finalized = null!;
    private Block _best = null!;

    /// <summary>Tells how the chain stands.</summary>
    public List<ReadOnlyMemory<byte>> Begin()
    {
        List<Block> final = [];
        for (Block? block = chain.Finalized; block is not null && final.Count < initialBlocks; block = chain.Find(block.ParentHash))
        {
            final.Add(block);
            pins.Pin(block);
            pins.Settle(block.Hash);
        }

        final.Reverse();
        _finalized = _best = final[^1];
        List<ReadOnlyMemory<byte>> events = [ChainHeadEvent.Initialized(final, withRuntime ? writer => WriteRuntime(writer, _finalized) : null)];
        Block best = chain.Best;
        Report(events, best);
        _best = best;
        events.Add(ChainHeadEvent.BestBlockChanged(best));
        return events;
    }

    /// <summary>Tells of a block that was imported, on any fork.</summary>
    public void Import(List<ReadOnlyMemory<byte>> events, Block block) => Report(events, block);

    /// <summary>Tells of what is the best and what is final now.</summary>
    /// <returns>False where the chain went back behind what was final: then there is nothing to tell but the end.</returns>
    public bool TryMove(List<ReadOnlyMemory<byte>> events)
    {
        // Read in this order, the best block is never behind the final one.
        Block finalized = chain.Finalized;
        Block best = chain.Best;
        if (!Report(events, best))
        {
            return false;
        }

        if (best != _best)
        {
            _best = best;
            events.Add(ChainHeadEvent.BestBlockChanged(best));
        }

        return finalized == _finalized || TryFinalize(events, finalized);
    }

    private bool TryFinalize(List<ReadOnlyMemory<byte>> events, Block finalized)
    {
        List<Block> final = [];
        for (Block? block = finalized; block != _finalized; block = chain.Find(block.ParentHash))
        {
            if (block is null || block.Number <= _finalized.Number || !_open.Remove(block.Hash))
            {
                return false;
            }

            final.Add(block);
        }

        final.Reverse();
        _finalized = finalized;
        List<Block> pruned = TakePruned();
        foreach (Block block in final.Concat(pruned))
        {
            pins.Settle(block.Hash);
        }

        events.Add(ChainHeadEvent.Finalized(final, pruned));
        return true;
    }

    // What is not on top of the final block will never be.
    private List<Block> TakePruned()
    {
        HashSet<Hash256> kept = [_finalized.Hash];
        List<Block> pruned = [];
        foreach (Block block in _open.Values.OrderBy(static block => block.Number))
        {
            if (kept.Contains(block.ParentHash))
            {
                kept.Add(block.Hash);
            }
            else
            {
                pruned.Add(block);
            }
        }

        pruned.ForEach(block => _open.Remove(block.Hash));
        return pruned;
    }

    /// <summary>Tells of a block and of those before it, as far as that was not done.</summary>
    /// <returns>False where it is not on top of the final block.</returns>
    private bool Report(List<ReadOnlyMemory<byte>> events, Block block)
    {
        Stack<Block> unknown = [];
        for (Block? next = block; next != _finalized; next = chain.Find(next.ParentHash))
        {
            if (next is null || next.Number <= _finalized.Number)
            {
                return false;
            }

            if (_open.ContainsKey(next.Hash))
            {
                break;
            }

            unknown.Push(next);
        }

        foreach (Block next in unknown)
        {
            Block parent = chain.Find(next.ParentHash)!;
            _open.Add(next.Hash, next);
            pins.Pin(next);
            events.Add(ChainHeadEvent.NewBlock(next, withRuntime ? writer => WriteNewRuntime(writer, next, parent) : null));
        }

        return true;
    }

    private void WriteNewRuntime(Utf8JsonWriter writer, Block block, Block parent)
    {
        ReadOnlyMemory<byte> code = block.State.Get(ChainRuntime.CodeKey) ?? default;
        ReadOnlyMemory<byte> before = parent.State.Get(ChainRuntime.CodeKey) ?? default;
        if (code.Equals(before) || code.Span.SequenceEqual(before.Span))
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteRuntime(writer, block);
        }
    }

    private void WriteRuntime(Utf8JsonWriter writer, Block block)
    {
        byte[] version;
        try
        {
            version = chain.Call(block, "Core_version", [], CancellationToken.None);
        }
        catch (Exception failure) when (failure is RpcErrorException or InvalidDataException)
        {
            writer.WriteInvalidRuntime(failure.Message);
            return;
        }

        writer.WriteRuntimeSpec(version);
    }
}
