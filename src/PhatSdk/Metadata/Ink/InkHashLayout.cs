namespace PhatSdk.Metadata.Ink;

/// <summary>Entries by hashed keys, as ink! 3's hash maps keep them.</summary>
/// <param name="Offset">The map's own key, a part of what is hashed.</param>
/// <param name="Strategy">How entries' keys are hashed.</param>
/// <param name="Content">What each entry holds; its keys mean nothing.</param>
public sealed record InkHashLayout(string Offset, InkHashingStrategy Strategy, InkLayout Content) : InkLayout;
