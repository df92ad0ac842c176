using System.Numerics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Integers of a fixed size.</summary>
internal sealed class IntegerCodec(string name, PrimitiveKind kind) : TypeCodec(name)
{
    private readonly int _size = SizeOf(kind);

    public override int PlainSize => _size;

    private bool IsSigned => kind >= PrimitiveKind.I8;

    public override ScaleValue Decode(ref ScaleReader reader) => kind switch
    {
        PrimitiveKind.U8 => ScaleInteger.Create((uint)reader.ReadByte()),
        PrimitiveKind.U16 => ScaleInteger.Create((uint)reader.ReadUInt16()),
        PrimitiveKind.U32 => ScaleInteger.Create(reader.ReadUInt32()),
        PrimitiveKind.U64 => ScaleInteger.Create(reader.ReadUInt64()),
        PrimitiveKind.U128 => ScaleInteger.Create(reader.ReadUInt128()),
        PrimitiveKind.U256 => ScaleInteger.Create(reader.ReadUInt256()),
        PrimitiveKind.I8 => ScaleInteger.Create((long)reader.ReadSByte()),
        PrimitiveKind.I16 => ScaleInteger.Create((long)reader.ReadInt16()),
        PrimitiveKind.I32 => ScaleInteger.Create((long)reader.ReadInt32()),
        PrimitiveKind.I64 => ScaleInteger.Create(reader.ReadInt64()),
        PrimitiveKind.I128 => ScaleInteger.Create(reader.ReadInt128()),
        _ => ScaleInteger.Create(reader.ReadInt256()),
    };

    public override void Skip(ref ScaleReader reader) => reader.ReadRaw(_size);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is not ScaleInteger integer || !(IsSigned ? TryWriteSigned(ref writer, integer) : TryWriteUnsigned(ref writer, integer)))
        {
            throw ScaleMismatchException.Create(this, value);
        }
    }

    public override bool Accepts(ScaleValue value) => value is ScaleInteger;

    protected override int ComputeMinimumSize(int depth) => _size;

    private static int SizeOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.U8 or PrimitiveKind.I8 => 1,
        PrimitiveKind.U16 or PrimitiveKind.I16 => 2,
        PrimitiveKind.U32 or PrimitiveKind.I32 => 4,
        PrimitiveKind.U64 or PrimitiveKind.I64 => 8,
        PrimitiveKind.U128 or PrimitiveKind.I128 => 16,
        _ => 32,
    };

    private bool TryWriteUnsigned(ref ScaleWriter writer, ScaleInteger integer)
    {
        if (_size == 32)
        {
            BigInteger wide = integer.Value;
            if (wide.Sign < 0 || wide.GetByteCount(isUnsigned: true) > _size)
            {
                return false;
            }

            writer.WriteUInt256(wide);
            return true;
        }

        if (!integer.TryGetUInt128(out UInt128 value) || (_size < 16 && value >> (_size * 8) != 0))
        {
            return false;
        }

        WriteLow(ref writer, value);
        return true;
    }

    private bool TryWriteSigned(ref ScaleWriter writer, ScaleInteger integer)
    {
        if (_size == 32)
        {
            BigInteger wide = integer.Value;
            if (wide.GetByteCount() > _size)
            {
                return false;
            }

            writer.WriteInt256(wide);
            return true;
        }

        // All bits above must be the sign's.
        if (!integer.TryGetInt128(out Int128 value) || value >> ((_size * 8) - 1) is Int128 high && high != 0 && high != -1)
        {
            return false;
        }

        WriteLow(ref writer, (UInt128)value);
        return true;
    }

    private void WriteLow(ref ScaleWriter writer, UInt128 value)
    {
        switch (_size)
        {
            case 1:
                writer.WriteByte((byte)value);
                break;
            case 2:
                writer.WriteUInt16((ushort)value);
                break;
            case 4:
                writer.WriteUInt32((uint)value);
                break;
            case 8:
                writer.WriteUInt64((ulong)value);
                break;
            default:
                writer.WriteUInt128(value);
                break;
        }
    }
}
