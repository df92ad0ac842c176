using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary><c>bool</c>.</summary>
internal sealed class BooleanCodec(string name) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) => reader.ReadBoolean();

    public override void Skip(ref ScaleReader reader) => reader.ReadBoolean();

    public override void Encode(ref ScaleWriter writer, ScaleValue value) =>
        writer.WriteBoolean(value is ScaleBoolean boolean ? boolean.Value : throw ScaleMismatchException.Create(this, value));

    public override bool Accepts(ScaleValue value) => value is ScaleBoolean;

    protected override int ComputeMinimumSize(int depth) => 1;
}
