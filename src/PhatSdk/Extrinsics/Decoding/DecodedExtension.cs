using PhatSdk.Metadata.Values;

namespace PhatSdk.Extrinsics.Decoding;

/// <summary>What an extrinsic says for one of the runtime's extensions.</summary>
/// <param name="Identifier">The extension's name: <c>CheckNonce</c>.</param>
/// <param name="Value">What it says.</param>
/// <param name="Encoded">The same, encoded.</param>
public sealed record DecodedExtension(string Identifier, ScaleValue Value, ReadOnlyMemory<byte> Encoded);
