using System.Numerics;
using CsCheck;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Scale;

public sealed class ScalePropertyTests
{
    private static readonly BigInteger LargestCompact = (BigInteger.One << 536) - 1;

    private static readonly Gen<BigInteger> GenBigInteger =
        Gen.Byte.Array[0, 67].Select(bytes => new BigInteger(bytes, isUnsigned: true));

    private static readonly Gen<UInt128> GenUInt128 =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 127]).Select((high, low, shift) => new UInt128(high, low) >> shift);

    [Test]
    public void CompactIntegersComeBackInTheirShortestForm() => GenUInt128.Sample(value =>
    {
        byte[] encoded = ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteCompact(value));
        Assert.That(encoded, Is.EqualTo(ScaleCodec.Encode((BigInteger)value, static (ref writer, value) => writer.WriteCompact(value))));
        Assert.That(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadCompactUInt128()), Is.EqualTo(value));
        Assert.That(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadCompactBigInteger()), Is.EqualTo((BigInteger)value));
        if (value <= ulong.MaxValue)
        {
            Assert.That(ScaleCodec.Encode((ulong)value, static (ref writer, value) => writer.WriteCompact(value)), Is.EqualTo(encoded));
            Assert.That(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadCompactUInt64()), Is.EqualTo((ulong)value));
        }
        else
        {
            Assert.That(() => ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadCompactUInt64()), Throws.TypeOf<ScaleException>());
        }
    });

    [Test]
    public void CompactIntegersOf536BitsComeBack() => GenBigInteger.Sample(value =>
        ScaleCodec.Decode(
            ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteCompact(value)),
            static (ref reader) => reader.ReadCompactBigInteger()) == value);

    [Test]
    public void CompactIntegersHaveALargestOne()
    {
        byte[] encoded = ScaleCodec.Encode(LargestCompact, static (ref writer, value) => writer.WriteCompact(value));

        Assert.That(encoded, Has.Length.EqualTo(68).And.All.EqualTo(255));
        Assert.That(
            () => ScaleCodec.Encode(LargestCompact + 1, static (ref writer, value) => writer.WriteCompact(value)),
            Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => ScaleCodec.Encode(BigInteger.MinusOne, static (ref writer, value) => writer.WriteCompact(value)),
            Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void EveryCompactThatIsTakenComesBackAsTheSameBytes() => Gen.Byte.Array[0, 20].Sample(bytes =>
    {
        try
        {
            ScaleReader reader = new(bytes);
            UInt128 value = reader.ReadCompactUInt128();
            Assert.That(
                ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteCompact(value)), Is.EqualTo(bytes.AsSpan(0, reader.Offset).ToArray()));
        }
        catch (ScaleException)
        {
        }
    });

    [Test]
    public void WideIntegersComeBack() => Gen.Byte.Array[32].Sample(bytes =>
    {
        BigInteger unsigned = ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadUInt256());
        BigInteger signed = ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadInt256());
        Assert.That(unsigned.Sign, Is.GreaterThanOrEqualTo(0));
        Assert.That(ScaleCodec.Encode(unsigned, static (ref writer, value) => writer.WriteUInt256(value)), Is.EqualTo(bytes));
        Assert.That(ScaleCodec.Encode(signed, static (ref writer, value) => writer.WriteInt256(value)), Is.EqualTo(bytes));
    });

    [Test]
    public void WideIntegersAreBounded()
    {
        BigInteger beyond = BigInteger.One << 256;

        Assert.That(() => ScaleCodec.Encode(beyond, static (ref writer, value) => writer.WriteUInt256(value)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => ScaleCodec.Encode(BigInteger.MinusOne, static (ref writer, value) => writer.WriteUInt256(value)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScaleCodec.Encode(beyond / 2, static (ref writer, value) => writer.WriteInt256(value)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(ScaleCodec.Encode(-beyond / 2, static (ref writer, value) => writer.WriteInt256(value))[31], Is.EqualTo(0x80));
    }

    [Test]
    public void TextComesBack() => Gen.String.Sample(text =>
    {
        try
        {
            byte[] encoded = ScaleCodec.Encode(text, static (ref writer, text) => writer.WriteString(text));
            Assert.That(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadString()), Is.EqualTo(text));
        }
        catch (ArgumentException)
        {
            Assert.That(text.Any(char.IsSurrogate), Is.True);
        }
    });

    [Test]
    public void VectorsOfOptionsComeBack() => Gen.UInt.Nullable().Array.Sample(items =>
    {
        byte[] encoded = ScaleCodec.Encode(items, static (ref writer, items) => writer.WriteVector<uint?>(items, static (ref writer, item) =>
        {
            writer.WriteOptionTag(item is not null);
            if (item is uint value)
            {
                writer.WriteUInt32(value);
            }
        }));
        uint?[] decoded = ScaleCodec.Decode(encoded, static (ref reader) =>
            reader.ReadVector<uint?>(1, static (ref reader) => reader.ReadOptionTag() ? reader.ReadUInt32() : null));
        Assert.That(decoded, Is.EqualTo(items));
    });

    [Test]
    public void BitsComeBackFromEveryStore() => Gen.Select(Gen.Bool.Array[0, 200], Gen.Int[0, 3].Select(log => 1 << log), Gen.Enum<BitOrder>())
        .Sample((bits, wordSize, order) =>
        {
            BitSequence sequence = new(bits);
            byte[] encoded = ScaleCodec.Encode(sequence, (ref writer, value) => value.Encode(ref writer, wordSize, order));
            BitSequence decoded = ScaleCodec.Decode(encoded, (ref reader) => BitSequence.Decode(ref reader, wordSize, order));
            Assert.That(decoded, Is.EqualTo(sequence));
            Assert.That(decoded, Is.EqualTo(bits));
        });

    [Test]
    public void AnyBytesThrowOnlyScaleException() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        foreach (Action<byte[]> decode in Decoders)
        {
            try
            {
                decode(bytes);
            }
            catch (ScaleException exception)
            {
                Assert.That(exception.Offset, Is.InRange(0, bytes.Length));
            }
        }
    });

    private static readonly Action<byte[]>[] Decoders =
    [
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadString()),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadChar()),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadVector(1, static (ref reader) => reader.ReadString())),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadVector<Weight>(2)),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => BitSequence.Decode(ref reader, 4, BitOrder.Msb0)),
        bytes => ScaleCodec.Decode<MultiAddress>(bytes),
        bytes => ScaleCodec.Decode<MultiSignature>(bytes),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadCompactBigInteger()),
        bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadOptionBool()),
    ];
}
