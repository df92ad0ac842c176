using System.Numerics;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Unsigned integers made of 64-bit limbs, the lowest first.</summary>
internal sealed class LimbsCodec(string name, int limbs) : TypeCodec(name)
{
    private readonly int _size = limbs * sizeof(ulong);

    public override int PlainSize => _size;

    public override ScaleValue Decode(ref ScaleReader reader) => ScaleInteger.Create(new BigInteger(reader.ReadRaw(_size), isUnsigned: true));

    public override void Skip(ref ScaleReader reader) => reader.ReadRaw(_size);

    public override void Encode(ref ScaleWriter writer, ScaleValue value)
    {
        if (value is ScaleInteger { Value: { Sign: >= 0 } number } && number.GetByteCount(isUnsigned: true) <= _size)
        {
            Span<byte> bytes = writer.Advance(_size);
            bytes.Clear();
            number.TryWriteBytes(bytes, out _, isUnsigned: true);
        }
        else if (value is ScaleSequence sequence && sequence.Count == limbs)
        {
            foreach (ScaleValue limb in sequence.Span)
            {
                writer.WriteUInt64(
                    limb is ScaleInteger integer && integer.TryGetUInt128(out UInt128 word) && word <= ulong.MaxValue
                        ? (ulong)word
                        : throw ScaleMismatchException.Create(this, value));
            }
        }
        else
        {
            throw ScaleMismatchException.Create(this, value);
        }
    }

    public override bool Accepts(ScaleValue value) => value is ScaleInteger || (value is ScaleSequence sequence && sequence.Count == limbs);

    protected override int ComputeMinimumSize(int depth) => _size;
}
