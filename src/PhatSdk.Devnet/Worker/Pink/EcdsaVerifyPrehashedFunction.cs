using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>14, <c>ecdsa_verify_prehashed</c>: checks a signature over a hash.</summary>
internal sealed class EcdsaVerifyPrehashedFunction : IPinkFunction
{
    private const int HashSize = 32;
    private const int SignatureSize = 65;
    private const int PublicKeySize = 33;

    public uint Number => 14;

    public PinkOutput Call(PinkCall call)
    {
        ScaleReader reader = new(call.Input.Span);
        ReadOnlySpan<byte> signature = reader.ReadRaw(SignatureSize);
        ReadOnlySpan<byte> hash = reader.ReadRaw(HashSize);
        ReadOnlySpan<byte> publicKey = reader.ReadRaw(PublicKeySize);
        reader.ThrowIfNotAtEnd();
        Span<byte> recovered = stackalloc byte[PublicKeySize];
        bool isGood = HostCrypto.Recover(signature, hash, recovered) == EcdsaRecovery.Recovered && recovered.SequenceEqual(publicKey);
        return PinkOutput.Of([isGood ? (byte)1 : (byte)0]);
    }
}
