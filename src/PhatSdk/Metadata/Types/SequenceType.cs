namespace PhatSdk.Metadata.Types;

/// <summary>A vector, slice or set: a length, then elements.</summary>
/// <param name="ElementTypeId">The elements' type.</param>
public sealed record SequenceType(int ElementTypeId) : TypeDefinition;
