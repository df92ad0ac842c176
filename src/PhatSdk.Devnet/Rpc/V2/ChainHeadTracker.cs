using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Turns what happens to the chain into the notifications of one subscription, and pins the blocks that it tells of. For one thread at a time.</summary>
/// <param name="chain">The chain.</param>
/// <param name="pins">Where the blocks are pinned.</param>
/// <param name="withRuntime">Whether the client wants to hear of runtimes.</param>
/// <param name="initialBlocks">How many final blocks it is told of at first.</param>
internal sealed class ChainHeadTracker(DevnetChain chain, PinnedBlocks pins, bool withRuntime, int initialBlocks)
{
    /// <summary>The notifications for something that happened.</summary>
    /// <returns>The notifications; null where the chain was put back, after which the client has to begin anew.</returns>
    public IEnumerable<ReadOnlyMemory<byte>>? Tell(ChainEvent happened) => happened switch
    {
        ChainEvent.Started started => Begin(started.Tree),
        ChainEvent.Imported imported => [NewBlock(imported.Block)],
        ChainEvent.BestChanged change => [ChainHeadEvent.BestBlockChanged(change.Best)],
        ChainEvent.Finalized finality => [Finalized(finality)],
        _ => null,
    };

    private List<ReadOnlyMemory<byte>> Begin(BlockTree tree)
    {
        List<Block> final = [];
        for (Block? block = tree.Finalized; block is not null && final.Count < initialBlocks; block = tree.Find(block.ParentHash))
        {
            final.Add(block);
            pins.Pin(block);
            pins.Settle(block.Hash);
        }

        final.Reverse();
        return
        [
            ChainHeadEvent.Initialized(final, withRuntime ? writer => WriteRuntime(writer, tree.Finalized) : null),
            .. tree.Unfinalized.Select(NewBlock),
            ChainHeadEvent.BestBlockChanged(tree.Best),
        ];
    }

    private ReadOnlyMemory<byte> NewBlock(Block block)
    {
        pins.Pin(block);
        return ChainHeadEvent.NewBlock(block, withRuntime ? writer => WriteNewRuntime(writer, block) : null);
    }

    private ReadOnlyMemory<byte> Finalized(ChainEvent.Finalized finality)
    {
        foreach (Block block in finality.Blocks.Concat(finality.Pruned))
        {
            pins.Settle(block.Hash);
        }

        return ChainHeadEvent.Finalized(finality.Blocks, finality.Pruned);
    }

    private void WriteNewRuntime(Utf8JsonWriter writer, Block block)
    {
        ReadOnlyMemory<byte> code = block.State.Get(ChainRuntime.CodeKey) ?? default;
        ReadOnlyMemory<byte> before = chain.Find(block.ParentHash)?.State.Get(ChainRuntime.CodeKey) ?? default;
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
        ReadOnlyMemory<byte> spec;
        try
        {
            // Apart, so that nothing is half written where the version is none.
            byte[] version = chain.Call(block, "Core_version", [], CancellationToken.None);
            spec = RpcJson.Write(version, static (inner, encoded) => inner.WriteRuntimeSpec(encoded));
        }
        catch (Exception failure) when (failure is RpcErrorException or InvalidDataException or ScaleException)
        {
            writer.WriteInvalidRuntime(failure.Message);
            return;
        }

        writer.WriteRawValue(spec.Span, skipInputValidation: true);
    }
}
