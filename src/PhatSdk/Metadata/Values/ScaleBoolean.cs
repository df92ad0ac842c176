using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>A <c>bool</c>.</summary>
public sealed class ScaleBoolean : ScaleValue
{
    private ScaleBoolean(bool value) => Value = value;

    /// <summary>The value.</summary>
    public bool Value { get; }

    internal static ScaleBoolean True { get; } = new(true);

    internal static ScaleBoolean False { get; } = new(false);

    private protected override string Kind => "Boolean";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override object? ToObject() => Value;

    internal override void Format(StringBuilder text) => text.Append(Value ? "true" : "false");
}
