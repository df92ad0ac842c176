using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Structs and tuples.</summary>
internal sealed class FieldsCodec(string name, FieldList fields) : TypeCodec(name)
{
    public override bool IsUnit => fields.Count == 0;

    public override ScaleValue Decode(ref ScaleReader reader) => fields.Decode(ref reader);

    public override void Skip(ref ScaleReader reader) => fields.Skip(ref reader);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (IsOnlyFieldOf(value))
        {
            fields[0].Encode(ref writer, value);
            return;
        }

        fields.Encode(ref writer, value, ToString());
    }

    public override bool Accepts(ScaleValue value) => fields.Accepts(value) || IsOnlyFieldOf(value);

    protected override int ComputeMinimumSize(int depth) => fields.MinimumSize(depth);

    // A struct of one field may be given by that field's value.
    private bool IsOnlyFieldOf(ScaleValue value) => fields is { Count: 1, AreNamed: true } && !fields.Accepts(value) && fields[0].Accepts(value);
}
