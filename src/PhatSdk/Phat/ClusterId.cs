using System.Diagnostics.CodeAnalysis;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat;

/// <summary>The id of a cluster: workers that share a key and the state of their contracts. Counted from <c>0x00…01</c>.</summary>
/// <param name="Value">The id as the chain writes it.</param>
public readonly record struct ClusterId(Hash256 Value) : IScaleType<ClusterId>, ISpanParsable<ClusterId>
{
    /// <summary>Parses 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is something else.</exception>
    public static ClusterId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => new(Hash256.Parse(s, provider));

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static ClusterId Parse(string s, IFormatProvider? provider = null) => new(Hash256.Parse(s, provider));

    /// <summary>Parses 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id.</param>
    /// <returns>Whether the text was such.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ClusterId result)
    {
        bool parsed = Hash256.TryParse(s, provider, out Hash256 value);
        result = new ClusterId(value);
        return parsed;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out ClusterId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClusterId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static ClusterId Decode(ref ScaleReader reader) => new(reader.Read<Hash256>());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer) => writer.Write(Value);

    /// <summary>Formats the id.</summary>
    /// <returns><c>0x</c> and 64 digits.</returns>
    public override string ToString() => Value.ToString();
}
