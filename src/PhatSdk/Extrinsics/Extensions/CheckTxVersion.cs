using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Ties an extrinsic to the version of the runtime's calls.</summary>
public sealed class CheckTxVersion : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckTxVersion";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteUInt32(context.TransactionVersion);
    }
}
