namespace PhatSdk.Metadata.Types;

/// <summary>An enum.</summary>
/// <param name="Variants">Its variants in the source's order; none for a type without values.</param>
public sealed record VariantType(IReadOnlyList<TypeVariant> Variants) : TypeDefinition;
