using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Enums: the variant's index, then its fields.</summary>
internal sealed class VariantCodec : TypeCodec
{
    private readonly TypeCodecs _codecs;
    private readonly int _typeId;
    private readonly TypeVariant?[] _byIndex = new TypeVariant?[byte.MaxValue + 1];
    private readonly Dictionary<string, TypeVariant> _byName = [];
    private readonly FieldList?[] _fields = new FieldList?[byte.MaxValue + 1];
    private readonly ScaleVariant?[] _withoutFields = new ScaleVariant?[byte.MaxValue + 1];

    /// <exception cref="MetadataException">Two variants have one name or index.</exception>
    public VariantCodec(string name, TypeCodecs codecs, VariantType type)
        : base(name)
    {
        _codecs = codecs;
        _typeId = type.Id;
        foreach (TypeVariant variant in type.Variants)
        {
            if (_byIndex[variant.Index] is not null || !_byName.TryAdd(variant.Name, variant))
            {
                throw new MetadataException($"type {type.Id} has variant \"{variant.Name}\" or index {variant.Index} twice");
            }

            _byIndex[variant.Index] = variant;
        }
    }

    public override ScaleValue Decode(ref ScaleReader reader)
    {
        TypeVariant variant = ReadVariant(ref reader);
        return variant.Fields.Count == 0
            ? _withoutFields[variant.Index] ??= new ScaleVariant(variant.Name, ScaleValue.Unit)
            : new ScaleVariant(variant.Name, FieldsOf(variant).Decode(ref reader));
    }

    public override void Skip(ref ScaleReader reader)
    {
        TypeVariant variant = ReadVariant(ref reader);
        if (variant.Fields.Count > 0)
        {
            FieldsOf(variant).Skip(ref reader);
        }
    }

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        (string? name, ScaleValue content) = Split(value);
        if (name is null)
        {
            throw ScaleMismatchException.Create(this, value);
        }

        if (!_byName.TryGetValue(name, out TypeVariant? variant))
        {
            throw new ScaleMismatchException($"{this} has no variant \"{name}\" (it has {string.Join(", ", _byName.Keys)})");
        }

        writer.WriteByte(variant.Index);
        FieldList fields = FieldsOf(variant);
        try
        {
            if (IsOnlyFieldOf(fields, content))
            {
                fields[0].Encode(ref writer, content);
            }
            else if (content is ScaleSequence { Count: 1, IsTuple: true } only && fields is { Count: 1, AreNamed: false })
            {
                fields[0].Encode(ref writer, only.Span[0]);
            }
            else
            {
                fields.Encode(ref writer, content, name);
            }
        }
        catch (ScaleMismatchException mismatch) when (mismatch.At(name))
        {
            throw;
        }
    }

    public override bool Accepts(ScaleValue value) => Split(value).Name is string name && _byName.ContainsKey(name);

    protected override int ComputeMinimumSize(int depth) => 1;

    // A variant may be given by its name alone where it has no fields, and as the only one of fields with names.
    private static (string? Name, ScaleValue Content) Split(ScaleValue value) => value switch
    {
        ScaleVariant variant => (variant.Name, variant.Fields),
        ScaleText text => (text.Value, ScaleValue.Unit),
        ScaleFields { Items: [ScaleValue only] } fields => (fields.Names[0], only),
        _ => (null, value),
    };

    // The only field's value itself, not a tuple of it; and no fields at all are no empty vector.
    private static bool IsOnlyFieldOf(FieldList fields, ScaleValue content) =>
        fields.Count == 1
        && content is not ScaleSequence { Count: 1, IsTuple: true }
        && (content is not ScaleSequence { Count: 0, IsTuple: true } || fields[0].IsUnit)
        && (fields.AreNamed ? !fields.Accepts(content) && fields[0].Accepts(content) : fields[0].Accepts(content));

    private TypeVariant ReadVariant(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte index = reader.ReadByte();
        return _byIndex[index] ?? throw new ScaleException($"{this} has no variant {index}", offset);
    }

    private FieldList FieldsOf(TypeVariant variant) => _fields[variant.Index] ??= FieldList.Create(_codecs, variant.Fields, _typeId);
}
