namespace PhatSdk.Chain;

/// <summary>Which events are followed.</summary>
public sealed record EventFollowOptions
{
    /// <summary>All defaults: all events of the blocks that become final from now on.</summary>
    public static EventFollowOptions Default { get; } = new();

    /// <summary>The pallet whose events are told: <c>Balances</c>. By default all pallets'.</summary>
    public string? Pallet { get; init; }

    /// <summary>The name of the events that are told: <c>Transfer</c>. By default all names.</summary>
    public string? Name { get; init; }

    /// <summary>The number of the block to begin with. By default the newest final block.</summary>
    public uint? From { get; init; }

    /// <summary>The event to go on behind; it wins over <see cref="From"/>. By default none.</summary>
    public EventPosition? After { get; init; }

    /// <summary>Whether each event comes with the extrinsic that caused it, for one more request a block. By default not.</summary>
    public bool WithExtrinsics { get; init; }
}
