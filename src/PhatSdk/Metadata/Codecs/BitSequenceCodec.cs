using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Bit sequences.</summary>
internal sealed class BitSequenceCodec(string name, BitSequenceShape shape) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) => BitSequence.Decode(ref reader, shape.WordSize, shape.Order);

    public override void Skip(ref ScaleReader reader) => BitSequence.Decode(ref reader, shape.WordSize, shape.Order);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is not ScaleBits bits)
        {
            throw ScaleMismatchException.Create(this, value);
        }

        bits.Value.Encode(ref writer, shape.WordSize, shape.Order);
    }

    public override bool Accepts(ScaleValue value) => value is ScaleBits;

    protected override int ComputeMinimumSize(int depth) => 1;
}
