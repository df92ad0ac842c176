namespace PhatSdk.Crypto;

/// <summary>A message with who is said to have signed it: one of a batch.</summary>
/// <param name="PublicKey">The public key.</param>
/// <param name="Message">What was signed.</param>
/// <param name="Signature">The signature.</param>
public readonly record struct SignedMessage(ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature);
