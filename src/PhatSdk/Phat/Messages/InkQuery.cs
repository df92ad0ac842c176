using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>What is asked of a contract: <c>Query</c> of <c>phactory-api</c>. One of <see cref="InkMessage"/>, <see cref="SidevmQuery"/> and <see cref="InkInstantiate"/>.</summary>
public abstract record InkQuery : IScaleType<InkQuery>
{
    private const byte InkMessageTag = 0;
    private const byte SidevmQueryTag = 1;
    private const byte InkInstantiateTag = 2;

    private InkQuery()
    {
    }

    /// <inheritdoc/>
    public static InkQuery Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte tag = reader.ReadByte();
        return tag switch
        {
            InkMessageTag => new InkMessage(
                reader.ReadBytes().ToArray(), reader.ReadUInt128(), reader.ReadUInt128(), reader.ReadBoolean()),
            SidevmQueryTag => new SidevmQuery(reader.ReadBytes().ToArray()),
            InkInstantiateTag => new InkInstantiate(
                reader.Read<CodeHash>(), reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray(), reader.ReadUInt128(), reader.ReadUInt128()),
            _ => throw new ScaleException($"0x{tag:x2} is no InkQuery", start),
        };
    }

    /// <inheritdoc/>
    public abstract void Encode(ref ScaleWriter writer);

    /// <summary>Calls a message.</summary>
    /// <param name="Payload">The selector and the arguments.</param>
    /// <param name="Deposit">Plancks that the caller has more for this query than its balance in the cluster.</param>
    /// <param name="Transfer">Plancks sent along.</param>
    /// <param name="IsEstimating">Whether it runs as a transaction would.</param>
    public sealed record InkMessage(ReadOnlyMemory<byte> Payload, UInt128 Deposit, UInt128 Transfer, bool IsEstimating) : InkQuery
    {
        /// <inheritdoc/>
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(InkMessageTag);
            writer.WriteBytes(Payload.Span);
            writer.WriteUInt128(Deposit);
            writer.WriteUInt128(Transfer);
            writer.WriteBoolean(IsEstimating);
        }
    }

    /// <summary>Asks the program that runs beside a contract, such as the log server.</summary>
    /// <param name="Payload">What that program understands.</param>
    public sealed record SidevmQuery(ReadOnlyMemory<byte> Payload) : InkQuery
    {
        /// <inheritdoc/>
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(SidevmQueryTag);
            writer.WriteBytes(Payload.Span);
        }
    }

    /// <summary>Tries a constructor as a transaction would run it.</summary>
    /// <param name="CodeHash">The code, which the cluster has.</param>
    /// <param name="Salt">Makes the address another one.</param>
    /// <param name="InstantiateData">The constructor's selector and arguments.</param>
    /// <param name="Deposit">Plancks that the caller has more for this query than its balance in the cluster.</param>
    /// <param name="Transfer">Plancks that the contract starts with.</param>
    public sealed record InkInstantiate(
        CodeHash CodeHash, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> InstantiateData, UInt128 Deposit, UInt128 Transfer) : InkQuery
    {
        /// <inheritdoc/>
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(InkInstantiateTag);
            writer.Write(CodeHash);
            writer.WriteBytes(Salt.Span);
            writer.WriteBytes(InstantiateData.Span);
            writer.WriteUInt128(Deposit);
            writer.WriteUInt128(Transfer);
        }
    }
}
