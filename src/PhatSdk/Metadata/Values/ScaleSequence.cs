using System.Collections;
using System.Globalization;
using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>Values without names: a vector, set, map (of pairs), array, tuple or tuple-like struct.</summary>
public sealed class ScaleSequence : ScaleValue, IReadOnlyList<ScaleValue>
{
    private readonly ScaleValue[] _items;

    internal ScaleSequence(ScaleValue[] items, bool isTuple)
    {
        _items = items;
        IsTuple = isTuple;
        Depth = DepthAbove(items);
    }

    /// <summary>The number of items.</summary>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<ScaleValue> Items => _items;

    internal static ScaleSequence Empty { get; } = new([], isTuple: true);

    internal static ScaleSequence EmptyVector { get; } = new([], isTuple: false);

    /// <summary>Whether it is written as a tuple. Only its text depends on it.</summary>
    internal bool IsTuple { get; }

    internal override int Depth { get; }

    internal ReadOnlySpan<ScaleValue> Span => _items;

    private protected override string Kind => IsTuple ? "Tuple" : "Sequence";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) =>
        ReferenceEquals(this, other) || (other is ScaleSequence sequence && sequence._items.AsSpan().SequenceEqual(_items));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (ScaleValue item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<ScaleValue> GetEnumerator() => ((IEnumerable<ScaleValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override object? ToObject() => Array.ConvertAll(_items, static item => item.ToObject());

    internal override void Format(StringBuilder text)
    {
        text.Append(IsTuple ? '(' : '[');
        for (int i = 0; i < _items.Length; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            _items[i].Format(text);
        }

        text.Append(!IsTuple ? "]" : _items.Length == 1 ? ",)" : ")");
    }

    private protected override ScaleValue? Child(ReadOnlySpan<char> name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < _items.Length ? _items[index] : null;
}
