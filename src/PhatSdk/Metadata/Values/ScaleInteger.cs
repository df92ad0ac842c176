using System.Globalization;
using System.Numerics;
using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>An integer of any type, compact ones included.</summary>
public sealed class ScaleInteger : ScaleValue
{
    private static readonly ScaleInteger[] Small = CreateSmall();

    private readonly Int128 _value;
    private readonly object? _large; // a BigInteger beyond Int128, else null

    private ScaleInteger(Int128 value) => _value = value;

    private ScaleInteger(BigInteger large) => _large = large;

    /// <summary>The value.</summary>
    public BigInteger Value => _large is BigInteger large ? large : _value;

    private protected override string Kind => "Integer";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) =>
        other is ScaleInteger integer && integer._value == _value && Equals(integer._large, _large);

    /// <inheritdoc/>
    public override int GetHashCode() => _large is BigInteger large ? large.GetHashCode() : _value.GetHashCode();

    /// <inheritdoc/>
    public override object? ToObject() => Value;

    internal static ScaleInteger Create(uint value) => value < (uint)Small.Length ? Small[value] : new ScaleInteger((Int128)value);

    internal static ScaleInteger Create(ulong value) => value < (ulong)Small.Length ? Small[value] : new ScaleInteger((Int128)value);

    internal static ScaleInteger Create(long value) => value >= 0 ? Create((ulong)value) : new ScaleInteger((Int128)value);

    internal static ScaleInteger Create(Int128 value) =>
        value >= 0 && value < Small.Length ? Small[(int)value] : new ScaleInteger(value);

    internal static ScaleInteger Create(UInt128 value) =>
        value <= ulong.MaxValue ? Create((ulong)value)
        : value <= (UInt128)Int128.MaxValue ? new ScaleInteger((Int128)value) : new ScaleInteger((BigInteger)value);

    internal static ScaleInteger Create(BigInteger value) =>
        value >= Int128.MinValue && value <= Int128.MaxValue ? Create((Int128)value) : new ScaleInteger(value);

    internal bool TryGetUInt128(out UInt128 value)
    {
        if (_large is null)
        {
            value = (UInt128)_value;
            return _value >= 0;
        }

        BigInteger large = (BigInteger)_large;
        bool fits = large.Sign > 0 && large <= (BigInteger)UInt128.MaxValue;
        value = fits ? (UInt128)large : default;
        return fits;
    }

    internal bool TryGetInt128(out Int128 value)
    {
        value = _value;
        return _large is null;
    }

    internal override void Format(StringBuilder text) =>
        _ = _large is BigInteger large ? text.Append(CultureInfo.InvariantCulture, $"{large}") : text.Append(CultureInfo.InvariantCulture, $"{_value}");

    private static ScaleInteger[] CreateSmall()
    {
        ScaleInteger[] small = new ScaleInteger[256];
        for (int i = 0; i < small.Length; i++)
        {
            small[i] = new ScaleInteger((Int128)i);
        }

        return small;
    }
}
