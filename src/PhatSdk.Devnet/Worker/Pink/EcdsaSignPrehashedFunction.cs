using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>13, <c>ecdsa_sign_prehashed</c>: signs a hash by a key that the contract hands over.</summary>
internal sealed class EcdsaSignPrehashedFunction : IPinkFunction
{
    private const int HashSize = 32;
    private const int SignatureSize = 65;

    public uint Number => 13;

    public PinkOutput Call(PinkCall call)
    {
        ScaleReader reader = new(call.Input.Span);
        ReadOnlySpan<byte> key = reader.ReadBytes();
        ReadOnlySpan<byte> hash = reader.ReadRaw(HashSize);
        reader.ThrowIfNotAtEnd();
        byte[] signature = new byte[SignatureSize];
        try
        {
            HostCrypto.SignEcdsaPrehashed(key, hash, signature);
        }
        catch (ArgumentException)
        {
            throw new PinkTrapException("Invalid key");
        }

        return PinkOutput.Of(signature);
    }
}
