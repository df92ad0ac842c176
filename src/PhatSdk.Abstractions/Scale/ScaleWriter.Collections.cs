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
}
