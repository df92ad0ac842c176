using CsCheck;
using PhatSdk.Crypto.Addresses;

namespace PhatSdk.Tests.Crypto.Addresses;

public class Base58Tests
{
    [Test]
    public void DecodesWhatItEncoded() => Gen.Byte.Array[0, 36].Select(Gen.Int[0, 4]).Sample((bytes, zeroes) =>
    {
        bytes.AsSpan(0, Math.Min(zeroes, bytes.Length)).Clear();
        Span<char> text = stackalloc char[50];
        int length = Base58.Encode(bytes, text);
        Span<byte> decoded = stackalloc byte[36];
        return Base58.TryDecode(text[..length], decoded, out int size, out bool fits) && fits && decoded[..size].SequenceEqual(bytes);
    });

    [Test]
    public void SaysWhereItDoesNotFit()
    {
        byte[] bytes = new byte[3];
        Assert.That(Base58.TryDecode("zzzzzz", bytes, out _, out bool fits));
        Assert.That(fits, Is.False);
        Assert.That(Base58.TryDecode("1111", bytes, out _, out fits));
        Assert.That(fits, Is.False);
        Assert.That(Base58.TryDecode("zzzzzz0", bytes, out _, out _), Is.False);
    }
}
