using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PhatSdk.Scale;

public ref partial struct ScaleWriter
{
    private const int LargestCompact = 67;

    /// <summary>Appends a compact integer.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteCompact(uint value)
    {
        if (value < 1 << 6)
        {
            WriteByte((byte)(value << 2));
        }
        else
        {
            WriteLargeCompact(value);
        }
    }

    /// <inheritdoc cref="WriteCompact(uint)"/>
    public void WriteCompact(ulong value)
    {
        if (value <= uint.MaxValue)
        {
            WriteCompact((uint)value);
            return;
        }

        int count = 8 - (BitOperations.LeadingZeroCount(value) / 8);
        Span<byte> bytes = Advance(1 + count);
        bytes[0] = (byte)(((count - 4) << 2) | 3);
        for (int i = 1; i <= count; i++, value >>= 8)
        {
            bytes[i] = (byte)value;
        }
    }

    /// <inheritdoc cref="WriteCompact(uint)"/>
    public void WriteCompact(UInt128 value)
    {
        if (value <= ulong.MaxValue)
        {
            WriteCompact((ulong)value);
            return;
        }

        Span<byte> padded = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(padded, value);
        int count = 16 - ((int)UInt128.LeadingZeroCount(value) / 8);
        WriteByte((byte)(((count - 4) << 2) | 3));
        WriteRaw(padded[..count]);
    }

    /// <summary>Appends a compact integer of up to 536 bits.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative or larger.</exception>
    public void WriteCompact(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value <= (BigInteger)UInt128.MaxValue)
        {
            WriteCompact((UInt128)value);
            return;
        }

        int count = value.GetByteCount(isUnsigned: true);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LargestCompact, nameof(value));
        WriteByte((byte)(((count - 4) << 2) | 3));
        value.TryWriteBytes(Advance(count), out _, isUnsigned: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteLargeCompact(uint value)
    {
        if (value < 1 << 14)
        {
            WriteUInt16((ushort)((value << 2) | 1));
        }
        else if (value < 1 << 30)
        {
            WriteUInt32((value << 2) | 2);
        }
        else
        {
            WriteByte(3);
            WriteUInt32(value);
        }
    }
}
