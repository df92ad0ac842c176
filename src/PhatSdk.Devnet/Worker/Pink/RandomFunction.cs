using System.Security.Cryptography;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>11, <c>getrandom</c>: random bytes; in transactions none.</summary>
internal sealed class RandomFunction : IPinkFunction
{
    public uint Number => 11;

    public PinkOutput Call(PinkCall call)
    {
        byte length = call.Read(static (ref reader) => reader.ReadByte());
        return PinkOutput.Of(PinkBytes.Encode(call.IsQuery ? RandomNumberGenerator.GetBytes(length) : []));
    }
}
