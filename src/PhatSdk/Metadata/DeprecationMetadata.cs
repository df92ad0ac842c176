namespace PhatSdk.Metadata;

/// <summary>Why something should not be used any more.</summary>
/// <param name="Note">What the source says; null where it gives no reason.</param>
/// <param name="Since">The version since when; null where it is not told.</param>
public sealed record DeprecationMetadata(string? Note, string? Since);
