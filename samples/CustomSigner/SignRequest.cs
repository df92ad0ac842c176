using PhatSdk.Scale;

namespace CustomSigner;

/// <summary>What the signer is asked to sign: a payload by its parts, or a message.</summary>
internal sealed record SignRequest(bool IsPayload, ReadOnlyMemory<byte> Call, ReadOnlyMemory<byte> Extra, ReadOnlyMemory<byte> AdditionalSigned) : IScaleType<SignRequest>
{
    public static SignRequest Decode(ref ScaleReader reader) => new(reader.ReadBoolean(), reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray());

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteBoolean(IsPayload);
        writer.WriteBytes(Call.Span);
        writer.WriteBytes(Extra.Span);
        writer.WriteBytes(AdditionalSigned.Span);
    }
}
