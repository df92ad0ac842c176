using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Scale;

public sealed class ScaleReaderTests
{
    [Test]
    public void EndOfInputSaysWhereAndHowMuch()
    {
        ScaleException? exception = Assert.Throws<ScaleException>(() =>
        {
            ScaleReader reader = new([1, 2, 3]);
            reader.ReadByte();
            reader.ReadUInt32();
        });

        Assert.That(exception!.Offset, Is.EqualTo(1));
        Assert.That(exception.Message, Is.EqualTo("SCALE, offset 1: 4 bytes needed, 2 remain"));
        Assert.That(exception.IsTransient, Is.False);
    }

    [Test]
    public void ARefusedReadLeavesThePosition()
    {
        ScaleReader reader = new([1, 2, 3]);
        try
        {
            reader.ReadUInt64();
        }
        catch (ScaleException)
        {
        }

        Assert.That(reader.Offset, Is.Zero);
        Assert.That(reader.ReadUInt16(), Is.EqualTo(0x0201));
        Assert.That(reader.Remaining, Is.EqualTo(1));
        Assert.That(reader.RemainingSpan.ToArray(), Is.EqualTo("\u0003"u8.ToArray()));
    }

    [TestCase(0xd800u)]
    [TestCase(0xdfffu)]
    [TestCase(0x110000u)]
    [TestCase(uint.MaxValue)]
    public void CharRefusesWhatIsNoScalarValue(uint value)
    {
        byte[] encoded = ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteUInt32(value));

        Assert.That(() => ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadChar()), Throws.TypeOf<ScaleException>().With.Message.Contains("no char"));
    }

    [TestCase(0x41u)]
    [TestCase(0x10ffffu)]
    public void CharsComeBack(uint value)
    {
        byte[] encoded = ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteUInt32(value));

        Assert.That(
            ScaleCodec.Encode(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadChar()), static (ref writer, value) => writer.WriteChar(value)),
            Is.EqualTo(encoded));
    }

    [Test]
    public void ElementsWithoutContentAreCountedOverTheWholeInput()
    {
        // Vectors of a hundred thousand units each: the first fits, the second not any more.
        byte[] one = ScaleCodec.Encode(100_000u, static (ref writer, value) => writer.WriteCompact(value));
        byte[] input = [.. one, .. one];
        ScaleReader reader = new(input);
        int first = reader.ReadLength(0);
        ScaleException? refused = null;
        try
        {
            reader.ReadLength(0);
        }
        catch (ScaleException exception)
        {
            refused = exception;
        }

        Assert.That(first, Is.EqualTo(100_000));
        Assert.That(refused?.Offset, Is.EqualTo(one.Length));
    }

    [Test]
    public void CheckLengthKnowsWhatRemains()
    {
        ScaleReader reader = new([1, 2, 3, 4]);

        Assert.That(reader.CheckLength(2, 2), Is.EqualTo(2));
        Assert.That(reader.CheckLength(0, 1000), Is.Zero);
        Assert.That(() => new ScaleReader([1, 2, 3, 4]).CheckLength(3, 2), Throws.TypeOf<ScaleException>().With.Message.Contains("3 elements"));
        Assert.That(() => new ScaleReader([1]).CheckLength(uint.MaxValue, 1), Throws.TypeOf<ScaleException>());
        Assert.That(() => new ScaleReader([1]).CheckLength(uint.MaxValue, 0), Throws.TypeOf<ScaleException>());
    }
}
