namespace PhatSdk.Metadata;

/// <summary>A value that a runtime puts into its metadata on its own account (V15 on).</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeId">Its type.</param>
/// <param name="Value">Its SCALE bytes.</param>
public sealed record CustomValueMetadata(string Name, int TypeId, ReadOnlyMemory<byte> Value);
