namespace PhatSdk.Metadata;

/// <summary>A type that a pallet's configuration names (V16), such as <c>Currency</c>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="TypeId">The type.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record AssociatedTypeMetadata(string Name, int TypeId, IReadOnlyList<string> Docs);
