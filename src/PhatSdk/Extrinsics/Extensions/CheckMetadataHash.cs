using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Ties an extrinsic to the metadata by which its signer showed it: RFC-78. Left out where no digest is given.</summary>
public sealed class CheckMetadataHash : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckMetadataHash";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteByte(context.MetadataHash.HasValue ? (byte)1 : (byte)0);
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.WriteOptionTag(context.MetadataHash.HasValue);
        if (context.MetadataHash is { } hash)
        {
            writer.Write(hash);
        }
    }
}
