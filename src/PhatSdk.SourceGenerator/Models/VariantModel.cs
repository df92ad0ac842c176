namespace PhatSdk.SourceGenerator.Models;

/// <summary>A variant of an enum.</summary>
/// <param name="Label">Its name as the contract spells it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Index">The byte that names it on the wire.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
internal sealed record VariantModel(string Label, string Name, byte Index, EquatableArray<FieldModel> Fields, EquatableArray<string> Docs);
