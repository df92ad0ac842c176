using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>3, <c>verify</c>: checks a signature.</summary>
internal sealed class VerifyFunction : IPinkFunction
{
    private const int KeySize = 32;
    private const int CompressedKeySize = 33;
    private const int SignatureSize = 64;
    private const int RecoverableSignatureSize = 65;

    public uint Number => 3;

    public PinkOutput Call(PinkCall call)
    {
        ScaleReader reader = new(call.Input.Span);
        SignatureKind kind = ContractKeypair.ReadKind(ref reader);
        ReadOnlySpan<byte> publicKey = reader.ReadBytes();
        ReadOnlySpan<byte> message = reader.ReadBytes();
        ReadOnlySpan<byte> signature = reader.ReadBytes();
        reader.ThrowIfNotAtEnd();
        if (publicKey.Length != (kind == SignatureKind.Ecdsa ? CompressedKeySize : KeySize))
        {
            throw new PinkTrapException("Invalid public key");
        }

        if (signature.Length != (kind == SignatureKind.Ecdsa ? RecoverableSignatureSize : SignatureSize))
        {
            throw new PinkTrapException("Invalid signature");
        }

        bool isGood = kind switch
        {
            SignatureKind.Ed25519 => HostCrypto.VerifyEd25519(publicKey, message, signature),
            SignatureKind.Sr25519 => HostCrypto.VerifySr25519(publicKey, message, signature),
            _ => HostCrypto.VerifyEcdsa(publicKey, message, signature),
        };
        return PinkOutput.Of([isGood ? (byte)1 : (byte)0]);
    }
}
