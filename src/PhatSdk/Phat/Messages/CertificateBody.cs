using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>What a certificate says: <c>CertificateBody</c> of <c>phactory-api</c>.</summary>
/// <param name="PublicKey">The key that is certified: 32 bytes, or 33 for the schemes on secp256k1.</param>
/// <param name="TimeToLive">The last block in which it is valid.</param>
/// <param name="ConfigBits">Always 0.</param>
public readonly record struct CertificateBody(ReadOnlyMemory<byte> PublicKey, uint TimeToLive, uint ConfigBits = 0) : IScaleType<CertificateBody>
{
    /// <inheritdoc/>
    public static CertificateBody Decode(ref ScaleReader reader) => new(reader.ReadBytes().ToArray(), reader.ReadUInt32(), reader.ReadUInt32());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteBytes(PublicKey.Span);
        writer.WriteUInt32(TimeToLive);
        writer.WriteUInt32(ConfigBits);
    }
}
