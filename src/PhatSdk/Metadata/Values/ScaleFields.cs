using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>Values with names: a struct.</summary>
public sealed class ScaleFields : ScaleValue
{
    private static readonly ScaleFields Empty = new([], []);

    private readonly string[] _names;
    private readonly ScaleValue[] _values;

    internal ScaleFields(string[] names, ScaleValue[] values)
    {
        _names = names;
        _values = values;
        Depth = DepthAbove(values);
    }

    /// <summary>The fields' names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The fields' values, in the order of <see cref="Names"/>.</summary>
    public override IReadOnlyList<ScaleValue> Items => _values;

    internal override int Depth { get; }

    private protected override string Kind => "Fields";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) => ReferenceEquals(this, other)
        || (other is ScaleFields fields && fields._names.AsSpan().SequenceEqual(_names) && fields._values.AsSpan().SequenceEqual(_values));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        for (int i = 0; i < _names.Length; i++)
        {
            hash.Add(_names[i]);
            hash.Add(_values[i]);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override object? ToObject()
    {
        Dictionary<string, object?> fields = new(_names.Length);
        for (int i = 0; i < _names.Length; i++)
        {
            fields[_names[i]] = _values[i].ToObject();
        }

        return fields;
    }

    internal static ScaleFields Of(string[] names, ScaleValue[] values) => names.Length == 0 ? Empty : new ScaleFields(names, values);

    internal static ScaleFields Create(ReadOnlySpan<(string Name, ScaleValue Value)> fields)
    {
        string[] names = new string[fields.Length];
        ScaleValue[] values = new ScaleValue[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(fields[i].Name, nameof(fields));
            if (Array.IndexOf(names, fields[i].Name, 0, i) >= 0)
            {
                throw new ArgumentException($"the field \"{fields[i].Name}\" is there twice", nameof(fields));
            }

            names[i] = fields[i].Name;
            values[i] = fields[i].Value;
        }

        return new ScaleFields(names, values);
    }

    internal int IndexOf(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    internal override void Format(StringBuilder text)
    {
        if (_names.Length == 0)
        {
            text.Append("{}");
            return;
        }

        for (int i = 0; i < _names.Length; i++)
        {
            text.Append(i == 0 ? "{ " : ", ");
            ScaleName.Format(text, _names[i]);
            _values[i].Format(text.Append(": "));
        }

        text.Append(_names.Length == 1 && ScaleName.IsLikeVariant(_names[0]) ? ", }" : " }");
    }

    private protected override ScaleValue? Child(ReadOnlySpan<char> name) => IndexOf(name) is int index and >= 0 ? _values[index] : null;
}
