using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

/// <summary>A <c>Vec&lt;u8&gt;</c>, an array of <c>u8</c>, or a struct of one, such as an account or a hash.</summary>
public sealed class ScaleBytes : ScaleValue
{
    /// <summary>Creates the value.</summary>
    /// <param name="value">The bytes; they are copied.</param>
    public ScaleBytes(ReadOnlySpan<byte> value) => Memory = value.ToArray();

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    private protected override string Kind => "Bytes";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) => other is ScaleBytes bytes && bytes.Memory.Span.SequenceEqual(Memory.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Memory.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override object? ToObject() => Memory.ToArray();

    internal override void Format(StringBuilder text) => text.Append(Hex.Format(Memory.Span));
}
