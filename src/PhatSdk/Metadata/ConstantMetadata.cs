namespace PhatSdk.Metadata;

/// <summary>A constant of a pallet.</summary>
/// <param name="Name">Its name: <c>ExistentialDeposit</c>.</param>
/// <param name="TypeId">Its type.</param>
/// <param name="Value">Its SCALE bytes.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record ConstantMetadata(string Name, int TypeId, ReadOnlyMemory<byte> Value, IReadOnlyList<string> Docs)
{
    /// <summary>Why it should not be used any more; null where nothing is said against it, and before V16.</summary>
    public DeprecationMetadata? Deprecation { get; init; }
}
