namespace PhatSdk.Metadata.Ink;

/// <summary>A struct or tuple.</summary>
/// <param name="Name">Its name; null before ink! 4.</param>
/// <param name="Fields">Its fields in order.</param>
public sealed record InkStructLayout(string? Name, IReadOnlyList<InkFieldLayout> Fields) : InkLayout;
