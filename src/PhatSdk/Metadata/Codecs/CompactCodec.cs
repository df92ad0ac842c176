using System.Numerics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Unsigned integers in the compact form.</summary>
internal sealed class CompactCodec(string name, PrimitiveKind kind) : TypeCodec(name)
{
    private static readonly BigInteger MaxUInt256 = (BigInteger.One << 256) - 1;

    public override ScaleValue Decode(ref ScaleReader reader) => kind switch
    {
        PrimitiveKind.U8 => ScaleInteger.Create((uint)reader.ReadCompactByte()),
        PrimitiveKind.U16 => ScaleInteger.Create((uint)reader.ReadCompactUInt16()),
        PrimitiveKind.U32 => ScaleInteger.Create(reader.ReadCompactUInt32()),
        PrimitiveKind.U64 => ScaleInteger.Create(reader.ReadCompactUInt64()),
        PrimitiveKind.U128 => ScaleInteger.Create(reader.ReadCompactUInt128()),
        _ => DecodeUInt256(ref reader),
    };

    public override void Skip(ref ScaleReader reader)
    {
        switch (kind)
        {
            case PrimitiveKind.U8:
                reader.ReadCompactByte();
                break;
            case PrimitiveKind.U16:
                reader.ReadCompactUInt16();
                break;
            case PrimitiveKind.U32:
                reader.ReadCompactUInt32();
                break;
            case PrimitiveKind.U64:
                reader.ReadCompactUInt64();
                break;
            case PrimitiveKind.U128:
                reader.ReadCompactUInt128();
                break;
            default:
                DecodeUInt256(ref reader);
                break;
        }
    }

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (kind == PrimitiveKind.U256)
        {
            writer.WriteCompact(value is ScaleInteger { Value: { Sign: >= 0 } wide } && wide <= MaxUInt256 ? wide : throw ScaleMismatchException.Create(this, value));
            return;
        }

        if (value is not ScaleInteger integer || !integer.TryGetUInt128(out UInt128 number) || number > Largest)
        {
            throw ScaleMismatchException.Create(this, value);
        }

        writer.WriteCompact(number);
    }

    public override bool Accepts(ScaleValue value) => value is ScaleInteger;

    protected override int ComputeMinimumSize(int depth) => 1;

    private UInt128 Largest => kind switch
    {
        PrimitiveKind.U8 => byte.MaxValue,
        PrimitiveKind.U16 => ushort.MaxValue,
        PrimitiveKind.U32 => uint.MaxValue,
        PrimitiveKind.U64 => ulong.MaxValue,
        _ => UInt128.MaxValue,
    };

    private static ScaleInteger DecodeUInt256(ref ScaleReader reader)
    {
        int start = reader.Offset;
        BigInteger value = reader.ReadCompactBigInteger();
        return value <= MaxUInt256 ? ScaleInteger.Create(value) : throw new ScaleException("a compact integer does not fit into u256", start);
    }
}
