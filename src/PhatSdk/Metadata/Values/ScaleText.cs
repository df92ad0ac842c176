using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>A <c>str</c>, or a <c>char</c> as text of one character.</summary>
public sealed class ScaleText : ScaleValue
{
    /// <summary>Creates the value.</summary>
    /// <param name="value">The text.</param>
    public ScaleText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The text.</summary>
    public string Value { get; }

    private protected override string Kind => "Text";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) => other is ScaleText text && text.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override object? ToObject() => Value;

    internal override void Format(StringBuilder text) => Format(text, Value);

    internal static void Format(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\x7f' => text.Append("\\u").Append(((int)character).ToString("x4", null)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
