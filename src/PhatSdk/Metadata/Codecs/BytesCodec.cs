using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary><c>Vec&lt;u8&gt;</c> and <c>[u8; N]</c>.</summary>
internal sealed class BytesCodec(string name, int? fixedLength) : TypeCodec(name)
{
    public override int PlainSize => fixedLength ?? 0;

    public override ScaleValue Decode(ref ScaleReader reader) => new ScaleBytes(Read(ref reader));

    public override void Skip(ref ScaleReader reader) => Read(ref reader);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        int length = value switch
        {
            ScaleBytes bytes => bytes.Memory.Length,
            ScaleSequence sequence => sequence.Count,
            _ => -1,
        };
        if (length < 0 || length != (fixedLength ?? length))
        {
            throw length < 0
                ? ScaleMismatchException.Create(this, value)
                : new ScaleMismatchException($"expected {this}, got {length} bytes: {value.Describe()}");
        }

        if (fixedLength is null)
        {
            writer.WriteLength(length);
        }

        if (value is ScaleBytes given)
        {
            writer.WriteRaw(given.Memory.Span);
            return;
        }

        foreach (ScaleValue item in ((ScaleSequence)value).Span)
        {
            writer.WriteByte(IsByte(item, out byte number) ? number : throw ScaleMismatchException.Create(this, value));
        }
    }

    public override bool Accepts(ScaleValue value) =>
        value is ScaleBytes || (value is ScaleSequence sequence && (sequence.Count == 0 || sequence.Span[0] is ScaleInteger));

    protected override int ComputeMinimumSize(int depth) => fixedLength ?? 1;

    private ReadOnlySpan<byte> Read(ref ScaleReader reader)
    {
        if (fixedLength is not int length)
        {
            return reader.ReadBytes();
        }

        if (length == 0)
        {
            reader.CheckLength(1, 0);
        }

        return reader.ReadRaw(length);
    }

    private static bool IsByte(ScaleValue item, out byte number)
    {
        bool fits = item is ScaleInteger integer && integer.TryGetUInt128(out UInt128 value) && value <= byte.MaxValue;
        number = fits ? (byte)item.AsUInt32() : default;
        return fits;
    }
}
