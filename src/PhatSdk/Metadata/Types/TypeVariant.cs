namespace PhatSdk.Metadata.Types;

/// <summary>A variant of an enum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">The byte that names it on the wire; not its position.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record TypeVariant(string Name, byte Index, IReadOnlyList<TypeField> Fields, IReadOnlyList<string> Docs);
