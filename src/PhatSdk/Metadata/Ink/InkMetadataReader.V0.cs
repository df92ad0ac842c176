using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>ink! 3's first release candidates: version 0. Types are numbered by their place, from 1; names are lists of segments; selectors follow no rule of today.</summary>
internal static partial class InkMetadataReader
{
    private static InkMetadata ReadV0(JsonTreeObject root, string metadataVersion) =>
        metadataVersion.StartsWith("0.", StringComparison.Ordinal)
            ? ReadV3(root, root, TypeRegistryJson.ReadPositional(JsonRead.Array(root, "types")), version: 0)
            : throw new MetadataException(
                MetadataProblem.UnsupportedVersion,
                $"ink! metadata of the version {JsonRead.Shorten(metadataVersion)} (metadataVersion) cannot be read; 0.1.0 and versions 1 to 6 can");
}
