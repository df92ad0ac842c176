using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Takes the fee, and a tip.</summary>
public sealed class ChargeTransactionPayment : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "ChargeTransactionPayment";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteCompact(context.Tip);
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
