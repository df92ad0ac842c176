using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PhatSdk.Scale;

public ref partial struct ScaleReader
{
    /// <summary>Reads a compact integer of at most 8 bits.</summary>
    /// <inheritdoc cref="ReadCompactUInt32"/>
    public byte ReadCompactByte()
    {
        int start = _offset;
        uint value = ReadLongCompact("u8");
        if (value > byte.MaxValue)
        {
            ScaleException.ThrowCompactOutOfRange(start, "u8");
        }

        return (byte)value;
    }

    /// <summary>Reads a compact integer of at most 16 bits.</summary>
    /// <inheritdoc cref="ReadCompactUInt32"/>
    public ushort ReadCompactUInt16()
    {
        int start = _offset;
        uint value = ReadLongCompact("u16");
        if (value > ushort.MaxValue)
        {
            ScaleException.ThrowCompactOutOfRange(start, "u16");
        }

        return (ushort)value;
    }

    /// <summary>Reads a compact integer of at most 32 bits.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The input ends, the value is larger, or it is not in its shortest form.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadCompactUInt32()
    {
        if ((uint)_offset < (uint)_data.Length && (_data[_offset] & 3) == 0)
        {
            return (uint)_data[_offset++] >> 2;
        }

        return ReadLongCompact("u32");
    }

    /// <summary>Reads a compact integer of at most 64 bits.</summary>
    /// <inheritdoc cref="ReadCompactUInt32"/>
    public ulong ReadCompactUInt64()
    {
        int start = _offset;
        UInt128 value = ReadCompactUInt128();
        if (value > ulong.MaxValue)
        {
            ScaleException.ThrowCompactOutOfRange(start, "u64");
        }

        return (ulong)value;
    }

    /// <summary>Reads a compact integer of at most 128 bits.</summary>
    /// <inheritdoc cref="ReadCompactUInt32"/>
    public UInt128 ReadCompactUInt128()
    {
        int start = _offset;
        byte first = ReadByte();
        switch (first & 3)
        {
            case 0:
                return (uint)first >> 2;
            case 1:
                uint two = ((uint)ReadByte() << 6) | ((uint)first >> 2);
                return two < 1 << 6 ? NotCanonical(start) : two;
            case 2:
                _offset = start;
                uint four = ReadUInt32() >> 2;
                return four < 1 << 14 ? NotCanonical(start) : four;
            default:
                return ReadBigCompact(start, (first >> 2) + 4);
        }
    }

    /// <summary>Reads a compact integer of at most 536 bits, the largest that the encoding can say.</summary>
    /// <inheritdoc cref="ReadCompactUInt32"/>
    public BigInteger ReadCompactBigInteger()
    {
        int start = _offset;
        if (Remaining == 0 || (_data[start] & 3) != 3)
        {
            return (BigInteger)ReadCompactUInt128();
        }

        int count = (ReadByte() >> 2) + 4;
        ReadOnlySpan<byte> bytes = ReadRaw(count);
        if (bytes[count - 1] == 0 || (count == 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) < 1 << 30))
        {
            ScaleException.ThrowNotCanonical(start);
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint ReadLongCompact(string type)
    {
        int start = _offset;
        UInt128 value = ReadCompactUInt128();
        if (value > uint.MaxValue)
        {
            ScaleException.ThrowCompactOutOfRange(start, type);
        }

        return (uint)value;
    }

    private UInt128 ReadBigCompact(int start, int count)
    {
        ReadOnlySpan<byte> bytes = ReadRaw(count);
        if (bytes[count - 1] == 0)
        {
            ScaleException.ThrowNotCanonical(start);
        }

        if (count > 16)
        {
            ScaleException.ThrowCompactOutOfRange(start, "u128");
        }

        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        bytes.CopyTo(padded);
        UInt128 value = BinaryPrimitives.ReadUInt128LittleEndian(padded);
        return value < 1 << 30 ? NotCanonical(start) : value;
    }

    private static UInt128 NotCanonical(int start)
    {
        ScaleException.ThrowNotCanonical(start);
        return default;
    }
}
