using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Primitives;

/// <summary>Bytes as lower-case hexadecimal text that starts with <c>0x</c>, as Substrate's tools write them.</summary>
public static class Hex
{
    private const string Prefix = "0x";

    /// <summary>Formats bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns><c>0x</c> and two digits a byte.</returns>
    public static string Format(ReadOnlySpan<byte> bytes) => string.Concat(Prefix, Convert.ToHexStringLower(bytes));

    /// <summary>Parses text with or without <c>0x</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no hexadecimal text of whole bytes.</exception>
    public static byte[] Parse(ReadOnlySpan<char> text)
    {
        if (!TryParse(text, out byte[]? bytes))
        {
            throw new FormatException($"\"{Shorten(text)}\" is no hexadecimal text of whole bytes");
        }

        return bytes;
    }

    /// <summary>Parses text with or without <c>0x</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Whether the text was hexadecimal text of whole bytes.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        ReadOnlySpan<char> digits = WithoutPrefix(text);
        bytes = null;
        if (digits.Length % 2 != 0)
        {
            return false;
        }

        byte[] parsed = new byte[digits.Length / 2];
        if (!TryParse(digits, parsed))
        {
            return false;
        }

        bytes = parsed;
        return true;
    }

    /// <summary>Parses text with or without <c>0x</c> that fills <paramref name="destination"/> exactly.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>Whether the text was hexadecimal and of that length.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> destination)
    {
        ReadOnlySpan<char> digits = WithoutPrefix(text);
        return digits.Length == 2 * destination.Length
            && Convert.FromHexString(digits, destination, out _, out int written) == System.Buffers.OperationStatus.Done
            && written == destination.Length;
    }

    internal static string Shorten(ReadOnlySpan<char> text) => text.Length <= 80 ? text.ToString() : string.Concat(text[..80], "…");

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text) => text.StartsWith(Prefix) ? text[Prefix.Length..] : text;
}
