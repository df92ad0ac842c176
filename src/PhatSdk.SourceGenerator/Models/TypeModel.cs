namespace PhatSdk.SourceGenerator.Models;

/// <summary>A type of the contract that is written out.</summary>
/// <param name="Name">Its name, in the client's class.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
internal abstract record TypeModel(string Name, EquatableArray<string> Docs)
{
    /// <summary>A struct.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Docs">Its documentation.</param>
    /// <param name="Fields">Its fields.</param>
    /// <param name="IsValue">Whether it is small and flat: a <c>readonly record struct</c>, not a class.</param>
    internal sealed record Struct(string Name, EquatableArray<string> Docs, EquatableArray<FieldModel> Fields, bool IsValue) : TypeModel(Name, Docs);

    /// <summary>An enum whose variants hold nothing.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Docs">Its documentation.</param>
    /// <param name="Variants">Its variants.</param>
    /// <param name="DeclaredAs">The name of the type that the SDK has for it; null where it is written out.</param>
    internal sealed record Plain(string Name, EquatableArray<string> Docs, EquatableArray<VariantModel> Variants, string? DeclaredAs) : TypeModel(Name, Docs);

    /// <summary>An enum whose variants hold something.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Docs">Its documentation.</param>
    /// <param name="Variants">Its variants.</param>
    internal sealed record Union(string Name, EquatableArray<string> Docs, EquatableArray<VariantModel> Variants) : TypeModel(Name, Docs);
}
