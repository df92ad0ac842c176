namespace PhatSdk.Metadata.Ink;

/// <summary>An enum: the number of a variant, then its fields.</summary>
/// <param name="Name">Its name; null before ink! 4.</param>
/// <param name="DispatchKey">The key of the cell that holds the number.</param>
/// <param name="Variants">Its variants.</param>
public sealed record InkEnumLayout(string? Name, string DispatchKey, IReadOnlyList<InkVariantLayout> Variants) : InkLayout;
