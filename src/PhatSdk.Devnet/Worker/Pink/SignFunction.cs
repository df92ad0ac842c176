using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>2, <c>sign</c>: signs by a key that the contract hands over. In transactions sr25519, which signs differently each time, gives nothing.</summary>
internal sealed class SignFunction : IPinkFunction
{
    public uint Number => 2;

    public PinkOutput Call(PinkCall call)
    {
        ScaleReader reader = new(call.Input.Span);
        SignatureKind kind = ContractKeypair.ReadKind(ref reader);
        ReadOnlySpan<byte> key = reader.ReadBytes();
        ReadOnlySpan<byte> message = reader.ReadBytes();
        reader.ThrowIfNotAtEnd();
        if (kind == SignatureKind.Sr25519 && !call.IsQuery)
        {
            return PinkOutput.Of([0]);
        }

        using Keypair keypair = ContractKeypair.From(kind, key);
        return PinkOutput.Of(PinkBytes.Encode(keypair.Sign(message)));
    }
}
