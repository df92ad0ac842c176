namespace PhatSdk.Metadata;

/// <summary>What extrinsics of a runtime are made of.</summary>
public sealed record ExtrinsicMetadata
{
    internal ExtrinsicMetadata()
    {
    }

    /// <summary>The formats of extrinsics that the runtime takes: 4, 5.</summary>
    public required IReadOnlyList<byte> Versions { get; init; }

    /// <summary>The extensions of a signed extrinsic, in the order in which they are encoded. With V16 those of the lowest extension version.</summary>
    public required IReadOnlyList<SignedExtensionMetadata> SignedExtensions { get; init; }

    /// <summary>The extensions by extension version. Before V16 there is version 0 alone.</summary>
    public required IReadOnlyDictionary<byte, IReadOnlyList<SignedExtensionMetadata>> ExtensionsByVersion { get; init; }

    /// <summary>How the signer is named; null where a V14 runtime does not tell.</summary>
    public int? AddressTypeId { get; init; }

    /// <summary>The call; null where a V14 runtime does not tell.</summary>
    public int? CallTypeId { get; init; }

    /// <summary>The signature; null where a V14 runtime does not tell.</summary>
    public int? SignatureTypeId { get; init; }

    /// <summary>All extensions' extra parts in one; null with V16, and where a V14 runtime does not tell.</summary>
    public int? ExtraTypeId { get; init; }
}
