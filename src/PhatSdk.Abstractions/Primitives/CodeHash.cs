using System.Diagnostics.CodeAnalysis;
using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>The BLAKE2b-256 hash of a contract's code, by which the chain knows it.</summary>
public readonly struct CodeHash : IEquatable<CodeHash>, IComparable<CodeHash>, IScaleType<CodeHash>, ISpanParsable<CodeHash>
{
    /// <summary>The size in bytes.</summary>
    public const int Size = Bytes32.Size;

    private readonly Bytes32 _bytes;

    /// <summary>Creates the value from its bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public CodeHash(ReadOnlySpan<byte> bytes) => _bytes = Bytes32.From(bytes, nameof(bytes));

    /// <summary>The bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where all bytes are equal.</returns>
    public static bool operator ==(CodeHash left, CodeHash right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where any byte differs.</returns>
    public static bool operator !=(CodeHash left, CodeHash right) => !left.Equals(right);

    /// <summary>Parses 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is something else.</exception>
    public static CodeHash Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out CodeHash result)
            ? result
            : throw new FormatException($"\"{Hex.Shorten(s)}\" is no hexadecimal text of {Size} bytes");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static CodeHash Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <summary>Parses 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value.</param>
    /// <returns>Whether the text was such.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out CodeHash result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool parsed = Hex.TryParse(s, bytes);
        result = parsed ? new CodeHash(bytes) : default;
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out CodeHash)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CodeHash result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static CodeHash Decode(ref ScaleReader reader) => new(reader.ReadRaw(Size));

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer) => writer.WriteRaw(_bytes);

    /// <summary>Copies the bytes.</summary>
    /// <returns>A new array of <see cref="Size"/> bytes.</returns>
    public byte[] ToArray() => Span.ToArray();

    /// <inheritdoc/>
    public bool Equals(CodeHash other) => _bytes.SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is CodeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.HashCode();

    /// <summary>Compares byte by byte, as keys of a state are ordered.</summary>
    /// <inheritdoc/>
    public int CompareTo(CodeHash other) => Span.SequenceCompareTo(other.Span);

    /// <summary>Formats the bytes as hexadecimal text.</summary>
    /// <returns><c>0x</c> and 64 digits.</returns>
    public override string ToString() => Hex.Format(_bytes);
}
