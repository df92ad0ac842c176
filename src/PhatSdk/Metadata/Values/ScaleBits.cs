using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

/// <summary>A sequence of bits.</summary>
public sealed class ScaleBits : ScaleValue
{
    /// <summary>Creates the value.</summary>
    /// <param name="value">The bits.</param>
    public ScaleBits(BitSequence value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The bits.</summary>
    public BitSequence Value { get; }

    private protected override string Kind => "Bits";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) => other is ScaleBits bits && bits.Value.Equals(Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override object? ToObject() => Value;

    internal override void Format(StringBuilder text) => text.Append(Value);
}
