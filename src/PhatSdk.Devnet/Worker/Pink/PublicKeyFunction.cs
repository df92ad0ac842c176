using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>5, <c>get_public_key</c>: the public key of a key that the contract hands over.</summary>
internal sealed class PublicKeyFunction : IPinkFunction
{
    public uint Number => 5;

    public PinkOutput Call(PinkCall call)
    {
        ScaleReader reader = new(call.Input.Span);
        SignatureKind kind = ContractKeypair.ReadKind(ref reader);
        ReadOnlySpan<byte> key = reader.ReadBytes();
        reader.ThrowIfNotAtEnd();
        using Keypair keypair = ContractKeypair.From(kind, key);
        return PinkOutput.Of(PinkBytes.Encode(keypair.PublicKey));
    }
}
