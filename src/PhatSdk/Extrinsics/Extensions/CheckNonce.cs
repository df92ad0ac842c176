using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Gives an account's extrinsics their order, and lets each happen once.</summary>
public sealed class CheckNonce : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckNonce";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteCompact(context.Nonce);
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
