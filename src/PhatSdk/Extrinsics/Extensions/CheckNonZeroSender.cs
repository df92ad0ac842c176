using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Refuses the account of zeros. Says nothing.</summary>
public sealed class CheckNonZeroSender : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckNonZeroSender";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
