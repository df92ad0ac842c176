namespace PhatSdk.Metadata.Ink;

/// <summary>A variant of an enum.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name; null before ink! 4.</param>
/// <param name="Fields">Its fields in order.</param>
public sealed record InkVariantLayout(byte Index, string? Name, IReadOnlyList<InkFieldLayout> Fields);
