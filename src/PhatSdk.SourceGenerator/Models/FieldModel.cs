namespace PhatSdk.SourceGenerator.Models;

/// <summary>An argument, or a field of a struct, variant or event.</summary>
/// <param name="Label">Its name as the contract spells it; its number where it has none.</param>
/// <param name="Property">Its name as a property.</param>
/// <param name="Parameter">Its name as a parameter of a method.</param>
/// <param name="Type">Its type.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
internal sealed record FieldModel(string Label, string Property, string Parameter, TypeUse Type, EquatableArray<string> Docs);
