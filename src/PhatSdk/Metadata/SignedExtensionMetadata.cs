namespace PhatSdk.Metadata;

/// <summary>A signed extension, since V16 called a transaction extension: what a transaction carries beside its call.</summary>
/// <param name="Identifier">Its name: <c>CheckNonce</c>.</param>
/// <param name="ExtraTypeId">The type of what goes into the extrinsic.</param>
/// <param name="AdditionalSignedTypeId">The type of what is signed along, but not sent.</param>
public sealed record SignedExtensionMetadata(string Identifier, int ExtraTypeId, int AdditionalSignedTypeId);
