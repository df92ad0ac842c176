using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Metadata.Values;

public abstract partial class ScaleValue
{
    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text. White space is free between its parts.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">It is no such text, or nested deeper than <see cref="MaxDepth"/>; the message tells the place.</exception>
    /// <remarks>
    /// <code>
    /// value    = "true" | "false" | integer | bytes | bits | text | sequence | tuple | fields | variant
    /// integer  = ["-"] digit {digit}                                       at most 1024 digits
    /// bytes    = "0x" {digit digit}                                        hexadecimal
    /// bits     = "0b" {"0" | "1"}
    /// text     = '"' {character | '\"' | '\\' | '\n' | '\r' | '\t' | '\u' digit digit digit digit} '"'
    /// sequence = "[" [value {"," value} [","]] "]"
    /// tuple    = "(" [value "," [value {"," value} [","]]] ")"
    /// fields   = "{" [name ":" value {"," name ":" value} [","]] "}"
    /// variant  = name [fields | "(" [value {"," value} [","]] ")"] | "{" name ":" value "}"
    /// name     = (letter | "_") {letter | digit | "_"} | text
    /// </code>
    /// <c>{ Name: value }</c> is a variant where the name begins with a capital letter, and else a struct of one field, as Rust spells them; with a comma behind the
    /// value it is a struct whatever the name, and <c>name(value)</c> or <c>name { field: value }</c> a variant. A name in quotes alone is text, not a variant.
    /// </remarks>
    public static ScaleValue Parse(ReadOnlySpan<char> text) => ScaleValueParser.Parse(text);

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text, as <see cref="Parse"/> describes it.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is such text.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ScaleValue? value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            value = null;
            return false;
        }
    }
}
