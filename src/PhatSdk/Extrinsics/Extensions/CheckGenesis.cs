using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Ties an extrinsic to the chain.</summary>
public sealed class CheckGenesis : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckGenesis";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.Write(context.GenesisHash);
    }
}
