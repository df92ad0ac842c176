using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>ink! 6: as ink! 5; the code is PolkaVM's and its hash Keccak-256, so that there is no wasm.</summary>
internal static partial class InkMetadataReader
{
    private static InkMetadata ReadV6(JsonTreeObject root) => ReadV5(root, version: 6);
}
