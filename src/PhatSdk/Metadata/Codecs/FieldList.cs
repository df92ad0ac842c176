using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>The fields of a struct, tuple or variant.</summary>
internal sealed class FieldList
{
    private readonly TypeCodecLink[] _fields;
    private readonly string[]? _names;

    /// <param name="codecs">The registry's codecs.</param>
    /// <param name="typeIds">The fields' types.</param>
    /// <param name="names">Their names; null where they have none.</param>
    public FieldList(TypeCodecs codecs, IReadOnlyList<int> typeIds, string[]? names)
    {
        _names = names;
        _fields = new TypeCodecLink[typeIds.Count];
        for (int i = 0; i < _fields.Length; i++)
        {
            _fields[i] = new TypeCodecLink(codecs, typeIds[i]);
        }
    }

    public int Count => _fields.Length;

    public bool AreNamed => _names is not null;

    public string Names => _names is null ? $"{Count} fields without names" : string.Join(", ", _names);

    public TypeCodec this[int index] => _fields[index].Codec;

    /// <exception cref="MetadataException">Some fields have names, others not, or two have one name.</exception>
    public static FieldList Create(TypeCodecs codecs, IReadOnlyList<TypeField> fields, int typeId)
    {
        int[] typeIds = new int[fields.Count];
        string[]? names = fields.Count == 0 || fields[0].Name is null ? null : new string[fields.Count];
        for (int i = 0; i < typeIds.Length; i++)
        {
            TypeField field = fields[i];
            typeIds[i] = field.TypeId;
            if (field.Name is null != names is null)
            {
                throw new MetadataException($"type {typeId} has fields with names and without");
            }

            if (names is not null)
            {
                names[i] = Array.IndexOf(names, field.Name, 0, i) < 0 ? field.Name! : throw new MetadataException($"type {typeId} has the field \"{field.Name}\" twice");
            }
        }

        return new FieldList(codecs, typeIds, names);
    }

    public ScaleValue Decode(ref ScaleReader reader)
    {
        if (_fields.Length == 0)
        {
            reader.CheckLength(1, 0);
            return ScaleValue.Unit;
        }

        reader.Enter();
        ScaleValue[] values = new ScaleValue[_fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _fields[i].Codec.Decode(ref reader);
        }

        reader.Leave();
        return _names is null ? new ScaleSequence(values, isTuple: true) : new ScaleFields(_names, values);
    }

    public void Skip(ref ScaleReader reader)
    {
        if (_fields.Length == 0)
        {
            reader.CheckLength(1, 0);
            return;
        }

        reader.Enter();
        foreach (TypeCodecLink field in _fields)
        {
            field.Codec.Skip(ref reader);
        }

        reader.Leave();
    }

    /// <summary>Whether <see cref="Encode"/> takes a value, but for what its fields hold.</summary>
    public bool Accepts(ScaleValue value) => value switch
    {
        ScaleSequence sequence => sequence.Count == _fields.Length,
        ScaleFields fields => _names is null ? fields.Items.Count == 0 && _fields.Length == 0 : fields.Names.All(name => Array.IndexOf(_names, name) >= 0),
        _ => false,
    };

    /// <param name="writer">Where to.</param>
    /// <param name="value">A value with names, or one without in the type's order.</param>
    /// <param name="owner">Whose fields they are.</param>
    public void Encode(ref ScaleWriter writer, ScaleValue value, string owner)
    {
        switch (value)
        {
            case ScaleSequence sequence when sequence.Count == _fields.Length:
                for (int i = 0; i < _fields.Length; i++)
                {
                    EncodeField(ref writer, i, sequence.Span[i]);
                }

                break;
            case ScaleFields fields when _names is not null:
                EncodeNamed(ref writer, fields, owner);
                break;
            case ScaleFields { Items.Count: 0 } when _fields.Length == 0:
                break;
            case ScaleSequence sequence:
                throw new ScaleMismatchException($"{owner} has {_fields.Length} fields, {sequence.Count} given: {value.Describe()}");
            default:
                throw new ScaleMismatchException($"expected {owner} ({Names}), got {value.Describe()}");
        }
    }

    public int MinimumSize(int depth)
    {
        long size = 0;
        foreach (TypeCodecLink field in _fields)
        {
            size += field.Codec.MinimumSizeAt(depth);
        }

        return (int)Math.Min(size, int.MaxValue);
    }

    private void EncodeNamed(ref ScaleWriter writer, ScaleFields fields, string owner)
    {
        for (int i = 0; i < _names!.Length; i++)
        {
            string name = _names[i];
            int at = i < fields.Names.Count && fields.Names[i] == name ? i : fields.IndexOf(name);
            EncodeField(ref writer, i, at >= 0 ? fields.Items[at] : throw new ScaleMismatchException($"the field \"{name}\" of {owner} is missing"));
        }

        if (fields.Names.Count != _names.Length)
        {
            string unknown = fields.Names.First(name => Array.IndexOf(_names, name) < 0);
            throw new ScaleMismatchException($"{owner} has no field \"{unknown}\" (it has {Names})");
        }
    }

    private void EncodeField(ref ScaleWriter writer, int index, ScaleValue value)
    {
        try
        {
            _fields[index].Codec.Encode(ref writer, value);
        }
        catch (ScaleMismatchException mismatch) when (_names is null ? mismatch.At(index) : mismatch.At(_names[index]))
        {
            throw;
        }
    }
}
