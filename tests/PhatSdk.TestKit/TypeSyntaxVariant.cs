namespace PhatSdk.TestKit;

public sealed record TypeSyntaxVariant(string Name, byte Index, IReadOnlyList<TypeSyntaxField> Fields);
