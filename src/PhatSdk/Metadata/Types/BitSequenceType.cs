namespace PhatSdk.Metadata.Types;

/// <summary>A sequence of bits.</summary>
/// <param name="StoreTypeId">The type of the words that hold them: <c>u8</c> to <c>u64</c>.</param>
/// <param name="OrderTypeId">A type named <c>Lsb0</c> or <c>Msb0</c>.</param>
public sealed record BitSequenceType(int StoreTypeId, int OrderTypeId) : TypeDefinition;
