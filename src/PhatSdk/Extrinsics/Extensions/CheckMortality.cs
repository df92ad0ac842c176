using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>Limits how long an extrinsic may wait for a block, and ties it to the fork on which that began.</summary>
public sealed class CheckMortality : ISignedExtension
{
    /// <inheritdoc/>
    public string Identifier => "CheckMortality";

    /// <inheritdoc/>
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.Write(context.Era);
    }

    /// <inheritdoc/>
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        writer.Write(context.Era.IsImmortal ? context.GenesisHash : context.EraBlockHash);
    }
}
