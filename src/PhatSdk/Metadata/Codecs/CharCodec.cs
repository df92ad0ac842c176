using System.Text;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary><c>char</c>, as text of one character.</summary>
internal sealed class CharCodec(string name) : TypeCodec(name)
{
    public override ScaleValue Decode(ref ScaleReader reader) => reader.ReadChar().ToString();

    public override void Skip(ref ScaleReader reader) => reader.ReadChar();

    public override void Encode(ref ScaleWriter writer, ScaleValue value) =>
        writer.WriteChar(TryGet(value, out Rune character) ? character : throw ScaleMismatchException.Create(this, value));

    public override bool Accepts(ScaleValue value) => TryGet(value, out _);

    protected override int ComputeMinimumSize(int depth) => sizeof(uint);

    private static bool TryGet(ScaleValue value, out Rune character)
    {
        character = default;
        return value is ScaleText { Value: { Length: > 0 } text } && Rune.TryGetRuneAt(text, 0, out character) && character.Utf16SequenceLength == text.Length;
    }
}
