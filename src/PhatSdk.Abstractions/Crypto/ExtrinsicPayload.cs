using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>What is signed for an extrinsic, by its parts.</summary>
/// <remarks>
/// A signer that cannot trust who asks it decodes <see cref="Call"/> and <see cref="Extra"/> by metadata whose digest it checks against <see cref="MetadataHash"/> (RFC 78 of the Polkadot
/// Fellowship), and signs <see cref="Call"/>, <see cref="Extra"/> and <see cref="AdditionalSigned"/>, one behind the other: their BLAKE2b-256 hash where they have more than 256 bytes.
/// </remarks>
public sealed record ExtrinsicPayload
{
    /// <summary>The encoded call.</summary>
    public required ReadOnlyMemory<byte> Call { get; init; }

    /// <summary>What the signed extensions put into the extrinsic, such as nonce, tip and era, in the metadata's order.</summary>
    public required ReadOnlyMemory<byte> Extra { get; init; }

    /// <summary>What the signed extensions sign beside that, such as the runtime's version and the genesis hash, in the metadata's order.</summary>
    public required ReadOnlyMemory<byte> AdditionalSigned { get; init; }

    /// <summary>The digest of the metadata that the extension <c>CheckMetadataHash</c> signs; null where the check is left out.</summary>
    public Hash256? MetadataHash { get; init; }

    /// <summary>The bytes that the signature is over: the parts, or their hash.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>The sizes.</summary>
    /// <returns>Text.</returns>
    public override string ToString() => $"payload with a call of {Call.Length} bytes, {Extra.Length} bytes of extra, {AdditionalSigned.Length} bytes signed beside";
}
