using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Elements, as many as the type says.</summary>
internal sealed class ArrayCodec(string name, TypeCodecLink element, int length) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) => ElementsCodec.Decode(ref reader, element.Codec, Check(ref reader));

    public override void Skip(ref ScaleReader reader) => ElementsCodec.Skip(ref reader, element.Codec, Check(ref reader));

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is not ScaleSequence sequence || sequence.Count != length)
        {
            throw value is ScaleSequence { Count: int count }
                ? new ScaleMismatchException($"expected {this}, got {count} items: {value.Describe()}")
                : ScaleMismatchException.Create(this, value);
        }

        ElementsCodec.Encode(ref writer, element.Codec, sequence);
    }

    public override bool Accepts(ScaleValue value) => value is ScaleSequence sequence && sequence.Count == length;

    protected override int ComputeMinimumSize(int depth) => (int)Math.Min((long)length * element.Codec.MinimumSizeAt(depth), int.MaxValue);

    // An array without elements is charged as one without content, so that types of nothing but such do not cost time for free.
    private int Check(ref ScaleReader reader)
    {
        if (length == 0)
        {
            reader.CheckLength(1, 0);
            return 0;
        }

        return reader.CheckLength((uint)length, element.Codec.MinimumSize);
    }
}
