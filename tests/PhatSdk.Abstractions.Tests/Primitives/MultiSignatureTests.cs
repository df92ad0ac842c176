using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Primitives;

public class MultiSignatureTests
{
    [TestCase(0, 64)]
    [TestCase(1, 64)]
    [TestCase(2, 65)]
    public void EncodesAsSpRuntime(int tag, int size)
    {
        byte[] bytes = [.. Enumerable.Range(1, size).Select(i => (byte)i)];
        MultiSignature signature = MultiSignature.Create((byte)tag, bytes);
        byte[] encoded = ScaleCodec.Encode(signature);
        Assert.That(encoded, Is.EqualTo((byte[])[(byte)tag, .. bytes]));
        Assert.That(ScaleCodec.Decode<MultiSignature>(encoded), Is.EqualTo(signature));
        Assert.That(signature.Tag, Is.EqualTo(tag));
        Assert.That(signature.Bytes.ToArray(), Is.EqualTo(bytes));
        Assert.That(signature, Is.Not.EqualTo(MultiSignature.Create((byte)tag, new byte[size])));
        Assert.That(() => ScaleCodec.Decode<MultiSignature>(encoded.AsSpan(0, size)), Throws.InstanceOf<ScaleException>());
        Assert.That(() => MultiSignature.Create((byte)tag, new byte[size + 1]), Throws.ArgumentException.With.Message.Contains($"not {size + 1}"));
    }

    [Test]
    public void OtherSchemesAreRefused()
    {
        Assert.That(() => MultiSignature.Create(3, new byte[65]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScaleCodec.Decode<MultiSignature>([3, .. new byte[65]]), Throws.InstanceOf<ScaleException>().With.Message.Contains("0x03 is no MultiSignature"));
    }
}
