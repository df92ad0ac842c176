using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Primitives;

public sealed class BitSequenceTests
{
    [Test]
    public void IsAListOfBits()
    {
        BitSequence bits = new([true, false, true, true, false, false, false, false, true]);

        Assert.That(bits, Has.Count.EqualTo(9));
        Assert.That(bits.ToString(), Is.EqualTo("0b101100001"));
        Assert.That(bits.LeastSignificantFirst.ToArray(), Is.EqualTo("\u000d\u0001"u8.ToArray()));
        Assert.That(BitSequence.FromLeastSignificantFirst([0x0d, 0xff], 9), Is.EqualTo(bits));
        Assert.That(BitSequence.FromLeastSignificantFirst([0x0d, 0xff], 9).GetHashCode(), Is.EqualTo(bits.GetHashCode()));
        Assert.That(() => bits[9], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => BitSequence.FromLeastSignificantFirst([1], 9), Throws.ArgumentException);
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(16)]
    public void OtherWordSizesAreRefused(int wordSize)
    {
        byte[] one = [4, 1, 0, 0];

        Assert.That(
            () => ScaleCodec.Decode(one, (ref reader) => BitSequence.Decode(ref reader, wordSize, BitOrder.Lsb0)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => ScaleCodec.Encode(new BitSequence([true]), (ref writer, bits) => bits.Encode(ref writer, wordSize, BitOrder.Lsb0)),
            Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
