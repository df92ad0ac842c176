using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Keeps blocks within their limits. Says nothing.</summary>
public sealed class CheckWeight : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckWeight";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
