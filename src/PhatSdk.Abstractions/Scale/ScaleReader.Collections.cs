using System.Buffers;
using System.Runtime.CompilerServices;

namespace PhatSdk.Scale;

public ref partial struct ScaleReader
{
    /// <summary>
    /// How many elements without content, such as those of a <c>Vec&lt;()&gt;</c>, are taken in all, beside one for each byte of the input: they take no
    /// bytes, so nothing else bounds them.
    /// </summary>
    public const int MaxEmptyElements = 1 << 17;

    private const int LargestTrusted = 1024;
    private const int MostTrustedEntries = 32;

    /// <summary>Reads the length of a vector, string or map, and refuses one that cannot be there.</summary>
    /// <param name="minimumElementSize">The least number of bytes that an element takes; 0 for elements without content.</param>
    /// <returns>The number of elements.</returns>
    /// <exception cref="ScaleException">The input ends, is too short for so many elements, or has too many elements without content.</exception>
    public int ReadLength(int minimumElementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumElementSize);
        int start = _offset;
        return CheckLength(start, ReadCompactUInt32(), minimumElementSize);
    }

    /// <summary>Refuses a number of elements that cannot be there, where it is known otherwise than by <see cref="ReadLength"/>.</summary>
    /// <param name="length">The number of elements.</param>
    /// <param name="minimumElementSize">The least number of bytes that an element takes; 0 for elements without content.</param>
    /// <returns><paramref name="length"/>.</returns>
    /// <exception cref="ScaleException">The input is too short for so many elements, or has too many elements without content.</exception>
    public int CheckLength(uint length, int minimumElementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumElementSize);
        return CheckLength(_offset, length, minimumElementSize);
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
        T[] items = (long)count * Unsafe.SizeOf<T>() <= LargestTrusted + (RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? 0L : Remaining)
            ? ReadTrusted(count, decode)
            : ReadGrowing(count, decode);
        Leave();
        return items;
    }

    /// <summary>Reads a <c>BTreeMap</c>.</summary>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <param name="minimumEntrySize">The least number of bytes that a key and its value take.</param>
    /// <param name="decodeKey">Reads a key.</param>
    /// <param name="decodeValue">Reads a value.</param>
    /// <returns>The entries; of two with one key the last, as in Rust.</returns>
    /// <exception cref="ScaleException">The bytes are no such map.</exception>
    public Dictionary<TKey, TValue> ReadMap<TKey, TValue>(int minimumEntrySize, ScaleDecoder<TKey> decodeKey, ScaleDecoder<TValue> decodeValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(decodeKey);
        ArgumentNullException.ThrowIfNull(decodeValue);
        int count = ReadLength(minimumEntrySize);
        Enter();
        Dictionary<TKey, TValue> map = new(Math.Min(count, MostTrustedEntries));
        for (int i = 0; i < count; i++)
        {
            TKey key = decodeKey(ref this);
            map[key] = decodeValue(ref this);
        }

        Leave();
        return map;
    }

    private T[] ReadTrusted<T>(int count, ScaleDecoder<T> decode)
    {
        T[] items = new T[count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = decode(ref this);
        }

        return items;
    }

    // A length says what may follow, not what does: in a value that holds itself, each level could claim all that remains. Room grows with what was read.
    private T[] ReadGrowing<T>(int count, ScaleDecoder<T> decode)
    {
        T[] items = ArrayPool<T>.Shared.Rent(Math.Max(1, LargestTrusted / Unsafe.SizeOf<T>()));
        for (int i = 0; i < count; i++)
        {
            if (i == items.Length)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(2 * i);
                items.AsSpan().CopyTo(larger);
                ArrayPool<T>.Shared.Return(items, clearArray: true);
                items = larger;
            }

            items[i] = decode(ref this);
        }

        T[] read = items.AsSpan(0, count).ToArray();
        ArrayPool<T>.Shared.Return(items, clearArray: true);
        return read;
    }

    private int CheckLength(int start, uint length, int minimumElementSize)
    {
        if (minimumElementSize == 0)
        {
            if (length > (ulong)MaxEmptyElements + (uint)_data.Length - _emptyElements || length > int.MaxValue)
            {
                ScaleException.ThrowTooManyEmptyElements(start, length);
            }

            _emptyElements += length;
        }
        else if (length > (uint)(Remaining / minimumElementSize))
        {
            ScaleException.ThrowLengthBeyondInput(start, length, minimumElementSize, Remaining);
        }

        return (int)length;
    }
}
