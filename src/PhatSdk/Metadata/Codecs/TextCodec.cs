using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary><c>str</c>.</summary>
internal sealed class TextCodec(string name) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) => new ScaleText(reader.ReadString());

    public override void Skip(ref ScaleReader reader) => reader.ReadString();

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is not ScaleText text)
        {
            throw ScaleMismatchException.Create(this, value);
        }

        try
        {
            writer.WriteString(text.Value);
        }
        catch (ArgumentException)
        {
            throw new ScaleMismatchException("the text holds half of a surrogate pair");
        }
    }

    public override bool Accepts(ScaleValue value) => value is ScaleText;

    protected override int ComputeMinimumSize(int depth) => 1;
}
