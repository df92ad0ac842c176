using PhatSdk.Chain.Blocks;

namespace PhatSdk.Chain;

/// <summary>The events of a block with the extrinsics that caused them.</summary>
public sealed record BlockEvents
{
    /// <summary>The block.</summary>
    public required ChainBlock Block { get; init; }

    /// <summary>The runtime that made the block: it describes the events and the extrinsics.</summary>
    public required Runtime Runtime { get; init; }

    /// <summary>The events in order.</summary>
    public required IReadOnlyList<EventRecord> Events { get; init; }

    /// <summary>The block's encoded extrinsics with their length before them, in order.</summary>
    public required IReadOnlyList<byte[]> Extrinsics { get; init; }

    /// <summary>The events of a pallet.</summary>
    /// <param name="pallet">The pallet's name: <c>Balances</c>.</param>
    /// <param name="name">The event's name: <c>Transfer</c>; null for all.</param>
    /// <returns>The events in order.</returns>
    public IEnumerable<EventRecord> Of(string pallet, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(pallet);
        return Events.Where(record => record.Pallet == pallet && (name is null || record.Name == name));
    }

    /// <summary>The events that an extrinsic caused.</summary>
    /// <param name="index">The extrinsic's place in the block.</param>
    /// <returns>The events in order.</returns>
    public IEnumerable<EventRecord> OfExtrinsic(uint index) => Events.Where(record => record.ExtrinsicIndex == index);

    /// <summary>The extrinsic that caused an event.</summary>
    /// <param name="record">An event of the block.</param>
    /// <returns>The encoded extrinsic with its length before it; null for an event of the block itself.</returns>
    /// <exception cref="ArgumentException">The block has no such extrinsic: the event is another block's.</exception>
    public ReadOnlyMemory<byte>? ExtrinsicOf(EventRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.ExtrinsicIndex is not { } index)
        {
            return null;
        }

        return index < Extrinsics.Count
            ? Extrinsics[(int)index]
            : throw new ArgumentException($"block {Block} has {Extrinsics.Count} extrinsics: none caused {record}", nameof(record));
    }
}
