namespace PhatSdk.Metadata.Ink;

/// <summary>A cell of its own: the contract's storage, a <c>Lazy</c>, or the entries of a <c>Mapping</c> or <c>StorageVec</c>. Not before ink! 4.</summary>
/// <param name="Key">The cell's key; what the keys of entries begin with.</param>
/// <param name="Content">What the cell, or each entry, holds.</param>
/// <param name="TypeId">The type that tells which of these it is; null before ink! 5.</param>
public sealed record InkRootLayout(string Key, InkLayout Content, int? TypeId) : InkLayout;
