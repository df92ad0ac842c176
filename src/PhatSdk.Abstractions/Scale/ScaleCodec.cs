namespace PhatSdk.Scale;

/// <summary>Encodes and decodes whole values.</summary>
public static class ScaleCodec
{
    private const int StackSize = 256;

    /// <summary>Encodes a value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Encode<T>(T value)
        where T : IScaleType<T>
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            value.Encode(ref writer);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Encodes a value by a delegate.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="encode">Encodes it.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Encode<T>(T value, ScaleEncoder<T> encode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            encode(ref writer, value);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decodes a value that takes all of <paramref name="data"/>.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="data">The bytes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value, or more.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> data)
        where T : IScaleType<T>
    {
        ScaleReader reader = new(data);
        T value = T.Decode(ref reader);
        reader.ThrowIfNotAtEnd();
        return value;
    }

    /// <summary>Decodes a value that takes all of <paramref name="data"/>, by a delegate.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="data">The bytes.</param>
    /// <param name="decode">Decodes it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value, or more.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> data, ScaleDecoder<T> decode)
    {
        ArgumentNullException.ThrowIfNull(decode);
        ScaleReader reader = new(data);
        T value = decode(ref reader);
        reader.ThrowIfNotAtEnd();
        return value;
    }
}
