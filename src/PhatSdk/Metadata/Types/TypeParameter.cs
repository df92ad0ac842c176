namespace PhatSdk.Metadata.Types;

/// <summary>A generic parameter of a type.</summary>
/// <param name="Name">Its name: <c>T</c>.</param>
/// <param name="TypeId">The type that stands for it; null where it is not told.</param>
public sealed record TypeParameter(string Name, int? TypeId);
