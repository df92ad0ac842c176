using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>The compact form of nothing.</summary>
internal sealed class UnitCodec(string name) : TypeCodec(name)
{
    public override bool IsUnit => true;

    public override ScaleValue Decode(ref ScaleReader reader)
    {
        Skip(ref reader);
        return ScaleValue.Unit;
    }

    public override void Skip(ref ScaleReader reader) => reader.CheckLength(1, 0);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (!Accepts(value))
        {
            throw ScaleMismatchException.Create(this, value);
        }
    }

    public override bool Accepts(ScaleValue value) => value is ScaleSequence { Count: 0 } or ScaleFields { Items.Count: 0 };

    protected override int ComputeMinimumSize(int depth) => 0;
}
