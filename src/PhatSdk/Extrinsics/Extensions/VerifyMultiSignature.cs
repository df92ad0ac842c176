using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Carries the signature of an extrinsic of version 5. Switched off in others: the encoder writes the signature itself.</summary>
/// <remarks>Follows <c>pallet_verify_signature::VerifySignature</c> of polkadot-sdk.</remarks>
public sealed class VerifyMultiSignature : ISignedExtension
{
    internal const string Name = "VerifyMultiSignature";

    private const byte DisabledTag = 1;

    /// <inheritdoc/>
    public string Identifier => Name;

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context) => writer.WriteByte(DisabledTag);

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
