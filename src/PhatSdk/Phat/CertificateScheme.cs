using PhatSdk.Crypto;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Phat;

/// <summary>How a signer signs a certificate, and what.</summary>
internal sealed class CertificateScheme
{
    private readonly bool _wraps;

    private CertificateScheme(Wire.SignatureType type, bool wraps)
    {
        Type = type;
        _wraps = wraps;
    }

    public Wire.SignatureType Type { get; }

    public static CertificateScheme Of(ISigner signer, bool wraps) => signer.Scheme switch
    {
        SignatureScheme.Ed25519 => new(wraps ? Wire.SignatureType.Ed25519WrapBytes : Wire.SignatureType.Ed25519, wraps),
        SignatureScheme.Sr25519 => new(wraps ? Wire.SignatureType.Sr25519WrapBytes : Wire.SignatureType.Sr25519, wraps),
        SignatureScheme.Ecdsa => new(wraps ? Wire.SignatureType.EcdsaWrapBytes : Wire.SignatureType.Ecdsa, wraps),
        SignatureScheme.Ethereum when !wraps => new(Wire.SignatureType.Eip712, wraps),
        SignatureScheme.Ethereum => throw new ArgumentException("an Ethereum signer is given typed data, which is never wrapped", nameof(wraps)),
        _ => throw new ArgumentException($"certificates cannot be signed by the scheme {signer.Scheme}", nameof(signer)),
    };

    /// <summary>What the signer signs to certify <paramref name="body"/>.</summary>
    public ReadOnlyMemory<byte> PayloadOf(byte[] body, uint timeToLive) => Type switch
    {
        Wire.SignatureType.Eip712 => Eip712Certificate.PayloadOf(body, timeToLive),
        _ when _wraps => (byte[])[.. "<Bytes>"u8, .. body, .. "</Bytes>"u8],
        _ => body,
    };
}
