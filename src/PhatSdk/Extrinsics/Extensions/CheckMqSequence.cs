using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Phala's check of the order of its workers' messages. Says nothing.</summary>
public sealed class CheckMqSequence : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckMqSequence";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
