namespace PhatSdk.Metadata;

/// <summary>A storage entry of a pallet: a plain value, or a map of one or more keys.</summary>
public sealed record StorageEntryMetadata
{
    internal StorageEntryMetadata()
    {
    }

    /// <summary>Its name, as it goes into the state's key: <c>Account</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether an absent value means none; where it is false, <see cref="Default"/> stands for an absent value.</summary>
    public required bool IsOptional { get; init; }

    /// <summary>One hasher a key; none for a plain value.</summary>
    public required IReadOnlyList<StorageHasher> Hashers { get; init; }

    /// <summary>The keys' types, one a hasher; none for a plain value.</summary>
    public required IReadOnlyList<int> KeyTypeIds { get; init; }

    /// <summary>The value's type.</summary>
    public required int ValueTypeId { get; init; }

    /// <summary>The SCALE bytes of the value that stands for an absent one.</summary>
    public required ReadOnlyMemory<byte> Default { get; init; }

    /// <summary>Its documentation, a line an entry.</summary>
    public required IReadOnlyList<string> Docs { get; init; }

    /// <summary>Why it should not be used any more; null where nothing is said against it, and before V16.</summary>
    public DeprecationMetadata? Deprecation { get; init; }
}
