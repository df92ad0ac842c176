namespace PhatSdk.Chain;

/// <summary>An event of a final block, and where it is.</summary>
/// <param name="Position">Where it is; save it to go on behind it.</param>
/// <param name="Record">The event.</param>
/// <param name="Extrinsic">
/// The encoded extrinsic that caused it, with its length before it; null for an event of the block itself, and where extrinsics were not asked for.
/// </param>
/// <param name="Runtime">The runtime that made the block.</param>
public sealed record ChainEvent(EventPosition Position, EventRecord Record, ReadOnlyMemory<byte>? Extrinsic, Runtime Runtime)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Position} {Record}";
}
