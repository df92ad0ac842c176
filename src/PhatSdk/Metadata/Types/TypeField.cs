namespace PhatSdk.Metadata.Types;

/// <summary>A field of a struct or of an enum's variant.</summary>
/// <param name="Name">Its name; null in a tuple-like struct or variant.</param>
/// <param name="TypeId">Its type.</param>
/// <param name="TypeName">Its type as the Rust source spells it: <c>Balance</c>.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record TypeField(string? Name, int TypeId, string? TypeName, IReadOnlyList<string> Docs);
