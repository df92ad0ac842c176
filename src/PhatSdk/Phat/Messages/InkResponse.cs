using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>What is sealed into a worker's answer: <c>ContractQueryResponse</c> of <c>phala-types</c>.</summary>
/// <param name="Nonce">The query's.</param>
/// <param name="Outcome">The answer: a <c>ContractExecResult</c>, a <c>ContractInstantiateResult</c> or a sidevm's bytes; or why there is none.</param>
public readonly record struct InkResponse(Hash256 Nonce, Result<ReadOnlyMemory<byte>, QueryError> Outcome) : IScaleType<InkResponse>
{
    private const byte PayloadTag = 0;

    /// <inheritdoc/>
    public static InkResponse Decode(ref ScaleReader reader)
    {
        Hash256 nonce = reader.Read<Hash256>();
        if (!reader.ReadResultTag())
        {
            return new InkResponse(nonce, Result<ReadOnlyMemory<byte>, QueryError>.Err(reader.Read<QueryError>()));
        }

        int start = reader.Offset;
        byte tag = reader.ReadByte();
        return tag == PayloadTag
            ? new InkResponse(nonce, Result<ReadOnlyMemory<byte>, QueryError>.Ok(reader.ReadBytes().ToArray()))
            : throw new ScaleException($"0x{tag:x2} is no InkResponse", start);
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Nonce);
        bool isOk = Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out QueryError error);
        writer.WriteResultTag(isOk);
        if (isOk)
        {
            writer.WriteByte(PayloadTag);
            writer.WriteBytes(payload.Span);
        }
        else
        {
            writer.Write(error);
        }
    }
}
