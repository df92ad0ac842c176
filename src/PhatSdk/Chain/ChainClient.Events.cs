using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;
using PhatSdk.Chain.Blocks;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    private const int BlocksAhead = 16;

    private static readonly ReadOnlyMemory<byte> EventsKey = StorageKey.Create(ChainEvents.Pallet, ChainEvents.Entry).Bytes;

    /// <summary>The events of a block, read by the runtime that made it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events in order.</returns>
    /// <exception cref="RpcException">
    /// A request failed; an <see cref="RpcResponseException"/> also where the node does not know the block, or has thrown its state away.
    /// </exception>
    /// <exception cref="ScaleException">The events are not what the metadata says.</exception>
    /// <exception cref="MetadataException">The metadata of the runtime that made the block contradicts itself.</exception>
    public async ValueTask<IReadOnlyList<EventRecord>> GetEventsAsync(Hash256 block, CancellationToken cancellationToken = default)
    {
        (_, IReadOnlyList<EventRecord> events) = await ReadEventsAsync(block, cancellationToken).ConfigureAwait(false);
        return events;
    }

    /// <summary>The events of a block with the extrinsics that caused them, read by the runtime that made it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events and extrinsics.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <inheritdoc cref="GetEventsAsync"/>
    public async ValueTask<BlockEvents> GetBlockEventsAsync(Hash256 block, CancellationToken cancellationToken = default)
    {
        Task<BlockBody> reading = GetBlockAsync(block, cancellationToken).AsTask();
        (Runtime runtime, IReadOnlyList<EventRecord> events) = await ReadEventsAsync(block, cancellationToken).ConfigureAwait(false);
        BlockBody body = await reading.ConfigureAwait(false);
        return new BlockEvents { Block = new ChainBlock(block, body.Header), Runtime = runtime, Events = events, Extrinsics = body.Extrinsics };
    }

    /// <summary>
    /// Follows the events of the final chain: first those of the past, where that is asked for, then those to come; each once and in order, also over broken
    /// wires and upgrades of the runtime. Who saves <see cref="ChainEvent.Position"/> can go on behind it later: <see cref="EventFollowOptions.After"/>.
    /// </summary>
    /// <param name="options">Which events; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The events.</returns>
    /// <exception cref="RpcException">
    /// The wire broke and did not come back, or the node has thrown away the state of old blocks. <see cref="RpcFormatException"/> where the node's final chain
    /// is not that of <see cref="EventFollowOptions.After"/>.
    /// </exception>
    /// <exception cref="ScaleException">The events of a block are not what its metadata says.</exception>
    /// <exception cref="MetadataException">The metadata of a runtime that made a block contradicts itself.</exception>
    public async IAsyncEnumerable<ChainEvent> FollowEventsAsync(
        EventFollowOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= EventFollowOptions.Default;
        IAsyncEnumerable<(ChainBlock Block, ChainEvent[] Events)> blocks = ReadAhead.SelectAsync(
            BlocksOf(options, cancellationToken),
            async (block, token) => (block, await ReadChainEventsAsync(block, options, token).ConfigureAwait(false)),
            BlocksAhead,
            cancellationToken);
        await foreach ((ChainBlock block, ChainEvent[] events) in blocks.ConfigureAwait(false))
        {
            foreach (ChainEvent one in events)
            {
                if (options.After is not { } after || block.Number != after.BlockNumber || one.Position.Index > after.Index)
                {
                    yield return one;
                }
            }
        }
    }

    // A position within a block: that block is read again, and the rest of its events told.
    private IAsyncEnumerable<ChainBlock> BlocksOf(EventFollowOptions options, CancellationToken cancellationToken) => options.After switch
    {
        null => FollowFinalizedAsync(options.From, cancellationToken),
        { Index: EventPosition.EndOfBlock } after => FollowFinalizedAsync(new BlockRef(after.BlockNumber, after.BlockHash), cancellationToken),
        { } after => FollowFromAsync(after, cancellationToken),
    };

    private async IAsyncEnumerable<ChainBlock> FollowFromAsync(EventPosition position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ChainBlock block in FollowFinalizedAsync(position.BlockNumber, cancellationToken).ConfigureAwait(false))
        {
            if (block.Number == position.BlockNumber && block.Hash != position.BlockHash)
            {
                throw new RpcFormatException("finalized heads", $"final block {block} is not that of position {position}: the chain is another one than before");
            }

            yield return block;
        }
    }

    private async Task<ChainEvent[]> ReadChainEventsAsync(ChainBlock block, EventFollowOptions options, CancellationToken cancellationToken)
    {
        (Runtime runtime, IReadOnlyList<EventRecord> events) = await _retry
            .ReadAsync(token => ReadEventsAsync(block.Hash, token), cancellationToken).ConfigureAwait(false);
        ChainEvent[] matching =
        [
            .. events
                .Select((record, index) => new ChainEvent(new EventPosition(block.Number, block.Hash, (uint)index), record, null, runtime))
                .Where(one => (options.Pallet is null || one.Record.Pallet == options.Pallet) && (options.Name is null || one.Record.Name == options.Name)),
        ];
        if (!options.WithExtrinsics || matching.Length == 0)
        {
            return matching;
        }

        BlockBody body = await _retry.ReadAsync(token => GetBlockAsync(block.Hash, token), cancellationToken).ConfigureAwait(false);
        BlockEvents all = new() { Block = block, Runtime = runtime, Events = events, Extrinsics = body.Extrinsics };
        return [.. matching.Select(one => one with { Extrinsic = all.ExtrinsicOf(one.Record) })];
    }

    private async ValueTask<(Runtime Runtime, IReadOnlyList<EventRecord> Events)> ReadEventsAsync(Hash256 block, CancellationToken cancellationToken)
    {
        (Runtime runtime, StorageSnapshot snapshot) = await _reader.ReadAsync(static _ => [EventsKey], block, cancellationToken).ConfigureAwait(false);
        return (runtime, snapshot.Values[0] is { } encoded ? ChainEvents.Decode(runtime.Metadata, encoded) : []);
    }
}
