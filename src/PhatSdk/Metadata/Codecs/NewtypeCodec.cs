using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>A struct of one field without a name: the field's value.</summary>
internal sealed class NewtypeCodec(string name, TypeCodecLink inner) : TypeCodec(name)
{
    public override int PlainSize => inner.Codec.PlainSize;

    public override bool IsUnit => inner.Codec.IsUnit;

    public override ScaleValue Decode(ref ScaleReader reader)
    {
        reader.Enter();
        ScaleValue value = inner.Codec.Decode(ref reader);
        reader.Leave();
        return value;
    }

    public override void Skip(ref ScaleReader reader)
    {
        reader.Enter();
        inner.Codec.Skip(ref reader);
        reader.Leave();
    }

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        bool isInner = inner.Codec.Accepts(value);
        if (!isInner && value is ScaleSequence { Count: 1 } sequence && Accepts(sequence.Span[0]))
        {
            Encode(ref writer, sequence.Span[0]);
        }
        else if (isInner || value is ScaleSequence)
        {
            inner.Codec.Encode(ref writer, value);
        }
        else
        {
            throw ScaleMismatchException.Create(this, value);
        }
    }

    public override bool Accepts(ScaleValue value) =>
        inner.Codec.Accepts(value) || (value is ScaleSequence { Count: 1 } sequence && Accepts(sequence.Span[0]));

    protected override int ComputeMinimumSize(int depth) => inner.Codec.MinimumSizeAt(depth);
}
