using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace PhatSdk.Scale;

/// <summary>Reads SCALE values from bytes, in order. Pass it by <c>ref</c>.</summary>
/// <remarks>Strict: what <c>parity-scale-codec</c> refuses is refused, and lengths are checked against what remains before anything is allocated.</remarks>
public ref partial struct ScaleReader
{
    /// <summary>How deep values of recursive types may be nested.</summary>
    public const int MaxDepth = 128;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _data;
    private int _offset;
    private int _depth;
    private uint _emptyElements;

    /// <summary>Creates a reader at the start of <paramref name="data"/>.</summary>
    /// <param name="data">The bytes to read.</param>
    public ScaleReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>The position, in bytes from the start.</summary>
    public readonly int Offset => _offset;

    /// <summary>The number of bytes not yet read.</summary>
    public readonly int Remaining => _data.Length - _offset;

    /// <summary>The bytes not yet read; the position stays.</summary>
    public readonly ReadOnlySpan<byte> RemainingSpan => _data[_offset..];

    /// <summary>Reads <paramref name="count"/> bytes as they are.</summary>
    /// <param name="count">How many.</param>
    /// <returns>A view of the input.</returns>
    /// <exception cref="ScaleException">Fewer bytes remain.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadRaw(int count)
    {
        ReadOnlySpan<byte> data = _data;
        int offset = _offset;
        if ((uint)count > (uint)(data.Length - offset))
        {
            ScaleException.ThrowEndOfInput(offset, count, data.Length - offset);
        }

        _offset = offset + count;
        return data.Slice(offset, count);
    }

    /// <summary>Reads a byte.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The input ends.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        int offset = _offset;
        if ((uint)offset >= (uint)_data.Length)
        {
            ScaleException.ThrowEndOfInput(offset, 1, 0);
        }

        _offset = offset + 1;
        return _data[offset];
    }

    /// <inheritdoc cref="ReadByte"/>
    public sbyte ReadSByte() => (sbyte)ReadByte();

    /// <summary>Reads a <c>u16</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadRaw(sizeof(ushort)));

    /// <summary>Reads an <c>i16</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(ReadRaw(sizeof(short)));

    /// <summary>Reads a <c>u32</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadRaw(sizeof(uint)));

    /// <summary>Reads an <c>i32</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadRaw(sizeof(int)));

    /// <summary>Reads a <c>u64</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadRaw(sizeof(ulong)));

    /// <summary>Reads an <c>i64</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadRaw(sizeof(long)));

    /// <summary>Reads a <c>u128</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128LittleEndian(ReadRaw(16));

    /// <summary>Reads an <c>i128</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public Int128 ReadInt128() => BinaryPrimitives.ReadInt128LittleEndian(ReadRaw(16));

    /// <summary>Reads a <c>u256</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public BigInteger ReadUInt256() => new(ReadRaw(32), isUnsigned: true);

    /// <summary>Reads an <c>i256</c>.</summary>
    /// <inheritdoc cref="ReadByte"/>
    public BigInteger ReadInt256() => new(ReadRaw(32));

    /// <summary>Reads a <c>char</c>: a Unicode scalar value in four bytes.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The input ends, or the number is no such value.</exception>
    public Rune ReadChar()
    {
        uint value = ReadUInt32();
        if (!Rune.TryCreate(value, out Rune character))
        {
            ScaleException.ThrowNoScalar(_offset - sizeof(uint), value);
        }

        return character;
    }

    /// <summary>Reads a <c>bool</c>: 0 or 1, nothing else.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The input ends, or the byte is neither.</exception>
    public bool ReadBoolean()
    {
        byte tag = ReadByte();
        if (tag > 1)
        {
            ScaleException.ThrowBadTag(_offset - 1, "bool", tag);
        }

        return tag == 1;
    }

    /// <summary>Reads the tag of an <c>Option</c>; the value follows where it is true.</summary>
    /// <returns>Whether there is a value.</returns>
    /// <exception cref="ScaleException">The input ends, or the byte is no such tag.</exception>
    public bool ReadOptionTag()
    {
        byte tag = ReadByte();
        if (tag > 1)
        {
            ScaleException.ThrowBadTag(_offset - 1, "Option", tag);
        }

        return tag == 1;
    }

    /// <summary>Reads an <c>OptionBool</c>, an option in one byte. An <c>Option&lt;bool&gt;</c> is no such value but a tag and a <c>bool</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The input ends, or the byte is no such value.</exception>
    public bool? ReadOptionBool()
    {
        byte tag = ReadByte();
        if (tag > 2)
        {
            ScaleException.ThrowBadTag(_offset - 1, "OptionBool", tag);
        }

        return tag == 0 ? null : tag == 1;
    }

    /// <summary>Reads the tag of a <c>Result</c>; the value or the error follows.</summary>
    /// <returns>True for <c>Ok</c>, false for <c>Err</c>.</returns>
    /// <exception cref="ScaleException">The input ends, or the byte is no such tag.</exception>
    public bool ReadResultTag()
    {
        byte tag = ReadByte();
        if (tag > 1)
        {
            ScaleException.ThrowBadTag(_offset - 1, "Result", tag);
        }

        return tag == 0;
    }

    /// <summary>Reads a string: its length in bytes, then UTF-8.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="ScaleException">The input ends, or the bytes are not UTF-8.</exception>
    public string ReadString()
    {
        int start = _offset;
        ReadOnlySpan<byte> bytes = ReadRaw(ReadLength(1));
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            ScaleException.ThrowBadUtf8(start, exception);
            return null;
        }
    }

    /// <summary>Reads a <typeparamref name="T"/>, one level deeper.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value, or it is nested too deep.</exception>
    public T Read<T>()
        where T : IScaleType<T>
    {
        Enter();
        T value = T.Decode(ref this);
        Leave();
        return value;
    }

    /// <summary>Goes one level deeper, for decoders of recursive types that do not use <see cref="Read{T}"/>. Pairs with <see cref="Leave"/>.</summary>
    /// <exception cref="ScaleException">It is deeper than <see cref="MaxDepth"/>.</exception>
    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            ScaleException.ThrowTooDeep(_offset);
        }
    }

    /// <summary>Comes back from <see cref="Enter"/>.</summary>
    public void Leave() => _depth--;

    /// <summary>Checks that nothing is left over.</summary>
    /// <exception cref="ScaleException">Bytes remain.</exception>
    public readonly void ThrowIfNotAtEnd()
    {
        if (_offset != _data.Length)
        {
            ScaleException.ThrowNotAtEnd(_offset, _data.Length - _offset);
        }
    }
}
