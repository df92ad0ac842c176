namespace PhatSdk.Scale;

public ref partial struct ScaleReader
{
    /// <summary>Reads the length of a vector, string or map, and refuses one that cannot be there.</summary>
    /// <param name="minimumElementSize">The least number of bytes that an element takes; 0 for elements without content.</param>
    /// <returns>The number of elements.</returns>
    /// <exception cref="ScaleException">The input ends, or is too short for so many elements; elements without content are limited to as many as there are bytes in the input.</exception>
    public int ReadLength(int minimumElementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumElementSize);
        int start = _offset;
        uint length = ReadCompactUInt32();
        int most = minimumElementSize == 0 ? _data.Length : Remaining / minimumElementSize;
        if (length > (uint)most)
        {
            ScaleException.ThrowLengthBeyondInput(start, length, minimumElementSize, Remaining);
        }

        return (int)length;
    }

    /// <summary>Reads a <c>Vec&lt;u8&gt;</c>.</summary>
    /// <returns>A view of the input.</returns>
    /// <exception cref="ScaleException">The input ends.</exception>
    public ReadOnlySpan<byte> ReadBytes() => ReadRaw(ReadLength(1));

    /// <summary>Reads a vector.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="minimumElementSize">The least number of bytes that an element takes.</param>
    /// <param name="decode">Reads an element.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ScaleException">The bytes are no such vector.</exception>
    public T[] ReadVector<T>(int minimumElementSize, ScaleDecoder<T> decode) => ReadArray(ReadLength(minimumElementSize), decode);

    /// <summary>Reads a vector of values that know their own encoding.</summary>
    /// <inheritdoc cref="ReadVector{T}(int, ScaleDecoder{T})"/>
    public T[] ReadVector<T>(int minimumElementSize)
        where T : IScaleType<T> => ReadVector(minimumElementSize, static (ref reader) => reader.Read<T>());

    /// <summary>Reads <paramref name="count"/> elements without a length before them, as in <c>[T; N]</c>.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="count">How many.</param>
    /// <param name="decode">Reads an element.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ScaleException">The bytes are no such elements.</exception>
    public T[] ReadArray<T>(int count, ScaleDecoder<T> decode)
    {
        ArgumentNullException.ThrowIfNull(decode);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return [];
        }

        Enter();
        T[] items = new T[count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = decode(ref this);
        }

        Leave();
        return items;
    }
}
