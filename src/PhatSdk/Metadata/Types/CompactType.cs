namespace PhatSdk.Metadata.Types;

/// <summary>A value in the compact form.</summary>
/// <param name="InnerTypeId">The value's type: an unsigned integer, a struct of one, or <c>()</c>.</param>
public sealed record CompactType(int InnerTypeId) : TypeDefinition;
