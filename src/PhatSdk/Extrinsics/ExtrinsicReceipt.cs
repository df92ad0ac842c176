using PhatSdk.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>An extrinsic that is in a block.</summary>
public sealed record ExtrinsicReceipt
{
    /// <summary>The extrinsic's hash.</summary>
    public required Hash256 ExtrinsicHash { get; init; }

    /// <summary>The block.</summary>
    public required Hash256 BlockHash { get; init; }

    /// <summary>The block's number.</summary>
    public required uint BlockNumber { get; init; }

    /// <summary>The extrinsic's place in the block.</summary>
    public required uint ExtrinsicIndex { get; init; }

    /// <summary>Plancks paid for it, the tip included; zero where the chain does not tell.</summary>
    public UInt128 Fee { get; init; }

    /// <summary>Plancks of <see cref="Fee"/> that went to the block's author as a tip; zero where the chain does not tell.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>What it took.</summary>
    public Weight Weight { get; init; }

    /// <summary>
    /// What became of the calls within its call, in order: the items of a batch, what sudo, a proxy or a multisig made. Empty for a call that has none. A call
    /// within may fail while the extrinsic succeeds.
    /// </summary>
    public IReadOnlyList<CallOutcome> Outcomes { get; init; } = [];

    /// <summary>The events that it caused, in order.</summary>
    public required IReadOnlyList<EventRecord> Events { get; init; }

    /// <summary>The events of one kind.</summary>
    /// <param name="pallet">The pallet's name.</param>
    /// <param name="name">The event's name.</param>
    /// <returns>The events in order.</returns>
    public IEnumerable<EventRecord> EventsOf(string pallet, string name) => Events.Where(record => record.Is(pallet, name));
}
