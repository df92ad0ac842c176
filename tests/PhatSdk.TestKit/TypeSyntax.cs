namespace PhatSdk.TestKit;

/// <summary>A type as the SCALE vectors spell it: <c>Vec&lt;(u8,bool)&gt;</c>, <c>enum{#7 B(u8)}</c>.</summary>
/// <param name="Name">A primitive or generic type's name, <c>()</c>, <c>[]</c>, <c>struct</c>, <c>enum</c>, or the name of a recursive type.</param>
public sealed record TypeSyntax(string Name)
{
    /// <summary>Generic arguments, a tuple's or array's elements.</summary>
    public IReadOnlyList<TypeSyntax> Arguments { get; init; } = [];

    public IReadOnlyList<TypeSyntaxField> Fields { get; init; } = [];

    public IReadOnlyList<TypeSyntaxVariant> Variants { get; init; } = [];

    /// <summary>An array's length.</summary>
    public int Length { get; init; }

    /// <summary>What the name of a recursive type stands for.</summary>
    public TypeSyntax? Target { get; set; }

    public bool IsBytes => Name is "Vec" or "[]" && Arguments[0].Name == "u8";
}
