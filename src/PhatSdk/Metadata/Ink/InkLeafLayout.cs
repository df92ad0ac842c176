namespace PhatSdk.Metadata.Ink;

/// <summary>A value. Two leaves of one key lie in one cell, in order.</summary>
/// <param name="Key">The cell's key.</param>
/// <param name="TypeId">The value's type.</param>
public sealed record InkLeafLayout(string Key, int TypeId) : InkLayout;
