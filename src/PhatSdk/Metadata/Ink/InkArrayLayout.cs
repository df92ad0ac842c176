namespace PhatSdk.Metadata.Ink;

/// <summary>Elements of one kind.</summary>
/// <param name="Offset">The first one's key; that of all of them from ink! 4 on.</param>
/// <param name="Length">How many there are.</param>
/// <param name="CellsPerElement">How far the keys of two neighbours are apart with ink! 3; 0 from ink! 4 on, where they lie behind each other in one cell.</param>
/// <param name="Content">What each holds.</param>
public sealed record InkArrayLayout(string Offset, uint Length, ulong CellsPerElement, InkLayout Content) : InkLayout;
