namespace PhatSdk.Scale;

public ref partial struct ScaleWriter
{
    /// <summary>Appends the length of a vector, string or map; write the elements after it.</summary>
    /// <param name="length">The number of elements.</param>
    public void WriteLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        WriteCompact((uint)length);
    }

    /// <summary>Appends a <c>Vec&lt;u8&gt;</c>.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        WriteRaw(value);
    }

    /// <summary>Appends a vector.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="encode">Appends an element.</param>
    public void WriteVector<T>(ReadOnlySpan<T> items, ScaleEncoder<T> encode)
    {
        WriteLength(items.Length);
        WriteArray(items, encode);
    }

    /// <summary>Appends a vector of values that know their own encoding.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="items">The elements.</param>
    public void WriteVector<T>(ReadOnlySpan<T> items)
        where T : IScaleType<T> => WriteVector(items, static (ref writer, item) => item.Encode(ref writer));

    /// <summary>Appends a vector.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="encode">Appends an element.</param>
    public void WriteVector<T>(IReadOnlyList<T> items, ScaleEncoder<T> encode)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(encode);
        if (items is T[] array)
        {
            WriteVector<T>(array.AsSpan(), encode);
            return;
        }

        WriteLength(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            encode(ref this, items[i]);
        }
    }

    /// <summary>Appends elements without a length before them, as in <c>[T; N]</c>.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="encode">Appends an element.</param>
    public void WriteArray<T>(ReadOnlySpan<T> items, ScaleEncoder<T> encode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        foreach (T item in items)
        {
            encode(ref this, item);
        }
    }

    /// <summary>Appends elements without a length before them, as in <c>[T; N]</c>.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="encode">Appends an element.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void WriteArray<T>(IReadOnlyList<T> items, int count, ScaleEncoder<T> encode)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(encode);
        ThrowIfOtherCount(items.Count, count, nameof(items));
        for (int i = 0; i < count; i++)
        {
            encode(ref this, items[i]);
        }
    }

    /// <summary>Appends bytes without a length before them, as in <c>[u8; N]</c>.</summary>
    /// <param name="items">The bytes.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void WriteArray(scoped ReadOnlySpan<byte> items, int count)
    {
        ThrowIfOtherCount(items.Length, count, nameof(items));
        WriteRaw(items);
    }

    /// <summary>Appends a <c>BTreeMap</c>: in the order of the keys where they have one, else as they come.</summary>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <param name="map">The entries.</param>
    /// <param name="encodeKey">Appends a key.</param>
    /// <param name="encodeValue">Appends a value.</param>
    public void WriteMap<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map, ScaleEncoder<TKey> encodeKey, ScaleEncoder<TValue> encodeValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(encodeKey);
        ArgumentNullException.ThrowIfNull(encodeValue);
        List<TKey> keys = [.. map.Keys];
        if (keys is List<string> texts)
        {
            texts.Sort(string.CompareOrdinal);
        }
        else if (typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey)))
        {
            keys.Sort();
        }

        WriteLength(keys.Count);
        foreach (TKey key in keys)
        {
            encodeKey(ref this, key);
            encodeValue(ref this, map[key]);
        }
    }

    private static void ThrowIfOtherCount(int actual, int count, string name)
    {
        if (actual != count)
        {
            throw new ArgumentException($"an array of {count} elements is needed, {actual} were given", name);
        }
    }
}
