using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>A length, then elements.</summary>
internal sealed class SequenceCodec(string name, TypeCodecLink element) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) =>
        ElementsCodec.Decode(ref reader, element.Codec, reader.ReadLength(element.Codec.MinimumSize));

    public override void Skip(ref ScaleReader reader) => ElementsCodec.Skip(ref reader, element.Codec, reader.ReadLength(element.Codec.MinimumSize));

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is not ScaleSequence sequence)
        {
            throw ScaleMismatchException.Create(this, value);
        }

        writer.WriteLength(sequence.Count);
        ElementsCodec.Encode(ref writer, element.Codec, sequence);
    }

    public override bool Accepts(ScaleValue value) =>
        value is ScaleSequence sequence && (sequence.Count == 0 || element.Codec.Accepts(sequence.Span[0]));

    protected override int ComputeMinimumSize(int depth) => 1;
}
