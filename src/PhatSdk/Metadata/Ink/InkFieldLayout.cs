namespace PhatSdk.Metadata.Ink;

/// <summary>A field of a struct or of an enum's variant.</summary>
/// <param name="Name">Its name; its position where it has none.</param>
/// <param name="Layout">Where and what it is.</param>
public sealed record InkFieldLayout(string Name, InkLayout Layout);
