using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Takes the fee, and a tip, in the chain's own currency or in an asset.</summary>
public sealed class ChargeAssetTxPayment : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "ChargeAssetTxPayment";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteCompact(context.Tip);
        writer.WriteOptionTag(context.FeeAsset.HasValue);
        writer.WriteRaw(context.FeeAsset.GetValueOrDefault().Span);
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
