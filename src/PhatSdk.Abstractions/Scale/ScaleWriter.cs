using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace PhatSdk.Scale;

/// <summary>Appends SCALE values to a buffer: the caller's first, a pooled one where it grows. Pass it by <c>ref</c> and dispose of it.</summary>
/// <remarks>A pooled buffer is cleared before it goes back, as encodings may hold secrets.</remarks>
public ref partial struct ScaleWriter
{
    private const int MinimumRent = 256;

    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _length;

    /// <summary>Creates a writer that starts in <paramref name="initialBuffer"/>.</summary>
    /// <param name="initialBuffer">The first buffer, on the stack as a rule; may be empty.</param>
    public ScaleWriter(Span<byte> initialBuffer) => _buffer = initialBuffer;

    /// <summary>The number of bytes written.</summary>
    public readonly int Length => _length;

    /// <summary>What was written; valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> WrittenSpan => _buffer[.._length];

    /// <summary>Copies what was written.</summary>
    /// <returns>An array of exactly those bytes.</returns>
    public readonly byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Gives a pooled buffer back, cleared.</summary>
    public void Dispose()
    {
        byte[]? rented = _rented;
        this = default;
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>Appends bytes as they are.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteRaw(scoped ReadOnlySpan<byte> value) => value.CopyTo(Advance(value.Length));

    /// <summary>Makes room for <paramref name="count"/> bytes that the caller fills in.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The room; its content is undefined, and it is valid until the next write.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int start = _length;
        if (count > _buffer.Length - start)
        {
            Grow(count);
        }

        _length = start + count;
        return _buffer.Slice(start, count);
    }

    /// <summary>Appends a byte.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        int length = _length;
        if ((uint)length < (uint)_buffer.Length)
        {
            _buffer[length] = value;
            _length = length + 1;
        }
        else
        {
            Advance(1)[0] = value;
        }
    }

    /// <inheritdoc cref="WriteByte"/>
    public void WriteSByte(sbyte value) => WriteByte((byte)value);

    /// <summary>Appends a <c>u16</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Advance(sizeof(ushort)), value);

    /// <summary>Appends an <c>i16</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Advance(sizeof(short)), value);

    /// <summary>Appends a <c>u32</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Advance(sizeof(uint)), value);

    /// <summary>Appends an <c>i32</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Advance(sizeof(int)), value);

    /// <summary>Appends a <c>u64</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Advance(sizeof(ulong)), value);

    /// <summary>Appends an <c>i64</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Advance(sizeof(long)), value);

    /// <summary>Appends a <c>u128</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Advance(16), value);

    /// <summary>Appends an <c>i128</c>.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt128(Int128 value) => BinaryPrimitives.WriteInt128LittleEndian(Advance(16), value);

    /// <summary>Appends a <c>u256</c>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative, or larger than 256 bits.</exception>
    public void WriteUInt256(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        WriteBigInteger(value, isUnsigned: true);
    }

    /// <summary>Appends an <c>i256</c>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> takes more than 256 bits.</exception>
    public void WriteInt256(BigInteger value) => WriteBigInteger(value, isUnsigned: false);

    /// <summary>Appends a <c>char</c>: a Unicode scalar value in four bytes.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(Rune value) => WriteUInt32((uint)value.Value);

    /// <summary>Appends a <c>bool</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Appends the tag of an <c>Option</c>; write the value after it where there is one.</summary>
    /// <param name="hasValue">Whether there is a value.</param>
    public void WriteOptionTag(bool hasValue) => WriteByte(hasValue ? (byte)1 : (byte)0);

    /// <summary>Appends an <c>OptionBool</c>, an option in one byte. An <c>Option&lt;bool&gt;</c> is no such value but a tag and a <c>bool</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteOptionBool(bool? value) => WriteByte(value is not bool known ? (byte)0 : known ? (byte)1 : (byte)2);

    /// <summary>Appends the tag of a <c>Result</c>; write the value or the error after it.</summary>
    /// <param name="isOk">True for <c>Ok</c>, false for <c>Err</c>.</param>
    public void WriteResultTag(bool isOk) => WriteByte(isOk ? (byte)0 : (byte)1);

    /// <summary>Appends a string: its length in bytes, then UTF-8.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int count = Utf8.GetByteCount(value);
        WriteCompact((uint)count);
        Utf8.GetBytes(value, Advance(count));
    }

    /// <summary>Appends a value that knows its own encoding.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    public void Write<T>(T value)
        where T : IScaleType<T> => value.Encode(ref this);

    private void WriteBigInteger(BigInteger value, bool isUnsigned)
    {
        const int Size = 32;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.GetByteCount(isUnsigned), Size, nameof(value));
        Span<byte> bytes = Advance(Size);
        bytes.Fill(value.Sign < 0 ? byte.MaxValue : byte.MinValue);
        value.TryWriteBytes(bytes, out _, isUnsigned);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        int needed = checked(_length + count);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, MinimumRent), (int)Math.Min(2L * _buffer.Length, Array.MaxLength)));
        _buffer[.._length].CopyTo(larger);
        byte[]? old = _rented;
        _buffer = _rented = larger;
        if (old is not null)
        {
            ArrayPool<byte>.Shared.Return(old, clearArray: true);
        }
    }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
