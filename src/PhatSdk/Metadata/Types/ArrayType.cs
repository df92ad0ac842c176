namespace PhatSdk.Metadata.Types;

/// <summary>An array of a fixed length.</summary>
/// <param name="Length">The number of elements.</param>
/// <param name="ElementTypeId">The elements' type.</param>
public sealed record ArrayType(uint Length, int ElementTypeId) : TypeDefinition;
