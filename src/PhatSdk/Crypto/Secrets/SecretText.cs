using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PhatSdk.Crypto.Secrets;

/// <summary>Secret text in one place, overwritten on disposal.</summary>
internal sealed class SecretText : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SecretBuffer _characters;
    private readonly int _length;

    private SecretText(SecretBuffer characters, int length)
    {
        _characters = characters;
        _length = length;
    }

    /// <summary>Whether the program can normalise: without globalization (<c>InvariantGlobalization</c>) normalisation gives its input back and says nothing.</summary>
    public static bool CanNormalize { get; } = "\u00e9".Normalize(NormalizationForm.FormKD).Length == 2;

    /// <summary>The characters. Who holds on to the span keeps the text alive too.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ReadOnlySpan<char> Span => MemoryMarshal.Cast<byte, char>(_characters.Span)[.._length];

    /// <summary>Text in Unicode's form NFKD. Plain ASCII is in it already.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What a message calls it.</param>
    /// <exception cref="FormatException">The text holds half of a surrogate pair.</exception>
    public static SecretText Normalize(ReadOnlySpan<char> text, string name)
    {
        try
        {
            SecretBuffer characters = new(sizeof(char) * text.GetNormalizedLength(NormalizationForm.FormKD));
            return text.TryNormalize(MemoryMarshal.Cast<byte, char>(characters.Span), out int length, NormalizationForm.FormKD)
                ? new SecretText(characters, length)
                : throw new InvalidOperationException("normalised text is longer than was said");
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{name} holds half of a surrogate pair");
        }
    }

    /// <summary>Text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What a message calls it.</param>
    /// <exception cref="FormatException">The text holds half of a surrogate pair.</exception>
    public static SecretBuffer Encode(ReadOnlySpan<char> text, string name)
    {
        try
        {
            SecretBuffer bytes = new(Utf8.GetByteCount(text));
            Utf8.GetBytes(text, bytes.Span);
            return bytes;
        }
        catch (EncoderFallbackException)
        {
            throw new FormatException($"{name} holds half of a surrogate pair");
        }
    }

    public void Dispose() => _characters.Dispose();

    public override string ToString() => $"{_length} secret characters";
}
