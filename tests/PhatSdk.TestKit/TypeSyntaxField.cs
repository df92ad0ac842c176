namespace PhatSdk.TestKit;

/// <summary>A field; without a name in a tuple-like variant.</summary>
public sealed record TypeSyntaxField(string? Name, TypeSyntax Type);
