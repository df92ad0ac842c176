using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Gives back proof size that was not used, on parachains. Says nothing.</summary>
public sealed class StorageWeightReclaim : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "StorageWeightReclaim";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
    }
}
