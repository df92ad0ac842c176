using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Ties an extrinsic to the runtime's version, so that it is not read by another.</summary>
public sealed class CheckSpecVersion : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckSpecVersion";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteUInt32(context.SpecVersion);
    }
}
