namespace PhatSdk.Metadata.Types;

/// <summary>A primitive type.</summary>
/// <param name="Kind">Which one.</param>
public sealed record PrimitiveType(PrimitiveKind Kind) : TypeDefinition;
