namespace PhatSdk.Metadata.Types;

/// <summary>A struct.</summary>
/// <param name="Fields">Its fields, all with names or all without.</param>
public sealed record CompositeType(IReadOnlyList<TypeField> Fields) : TypeDefinition;
