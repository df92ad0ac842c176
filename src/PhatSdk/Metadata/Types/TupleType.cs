namespace PhatSdk.Metadata.Types;

/// <summary>A tuple; without elements it is <c>()</c>.</summary>
/// <param name="ElementTypeIds">The elements' types.</param>
public sealed record TupleType(IReadOnlyList<int> ElementTypeIds) : TypeDefinition;
