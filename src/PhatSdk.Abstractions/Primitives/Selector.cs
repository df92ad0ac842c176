using System.Buffers.Binary;
using System.Globalization;
using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>The four bytes that name a message or constructor of an ink! contract.</summary>
/// <param name="BigEndianValue">The bytes as a number, the first byte highest, as ink! writes them: <c>0xdb20f9f5</c>.</param>
public readonly record struct Selector(uint BigEndianValue) : IScaleType<Selector>
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 4;

    /// <summary>Parses eight hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is something else.</exception>
    public static Selector Parse(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return Hex.TryParse(text, bytes)
            ? new Selector(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : throw new FormatException($"\"{Hex.Shorten(text)}\" is no selector of {Size} bytes");
    }

    /// <inheritdoc/>
    public static Selector Decode(ref ScaleReader reader) => new(BinaryPrimitives.ReadUInt32BigEndian(reader.ReadRaw(Size)));

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer) => BinaryPrimitives.WriteUInt32BigEndian(writer.Advance(Size), BigEndianValue);

    /// <summary>Formats the selector.</summary>
    /// <returns><c>0x</c> and eight digits.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{BigEndianValue:x8}");
}
