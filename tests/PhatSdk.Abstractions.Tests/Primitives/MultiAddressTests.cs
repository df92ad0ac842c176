using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Primitives;

public class MultiAddressTests
{
    private static readonly AccountId Account = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private static readonly string Account32 = Convert.ToHexStringLower(Account.Span);

    private static IEnumerable<(MultiAddress Address, string Encoded)> Rows =>
    [
        (new MultiAddress(Account), $"00{Account32}"),
        (Account, $"00{Account32}"),
        (MultiAddress.FromAccountId(Account), $"00{Account32}"),
        (MultiAddress.FromIndex(0), "0100"),
        (MultiAddress.FromIndex(63), "01fc"),
        (MultiAddress.FromIndex(64), "010101"),
        (MultiAddress.FromIndex(uint.MaxValue), "0103ffffffff"),
        (MultiAddress.FromAddress20(Account.Span[..20]), $"04{Account32[..40]}"),
    ];

    [Test]
    public void EncodesAsSpRuntime()
    {
        foreach ((MultiAddress address, string encoded) in Rows)
        {
            Assert.That(Convert.ToHexStringLower(ScaleCodec.Encode(address)), Is.EqualTo(encoded));
            Assert.That(ScaleCodec.Decode<MultiAddress>(Convert.FromHexString(encoded)), Is.EqualTo(address));
        }
    }

    [Test]
    public void RawBytesAndThirtyTwoBytesComeBack()
    {
        foreach (string encoded in (string[])["020c010203", "0200", $"03{Account32}"])
        {
            MultiAddress address = ScaleCodec.Decode<MultiAddress>(Convert.FromHexString(encoded));
            Assert.That(Convert.ToHexStringLower(ScaleCodec.Encode(address)), Is.EqualTo(encoded));
            Assert.That(address.AccountId, Is.EqualTo(encoded.StartsWith("03", StringComparison.Ordinal) ? Account : (AccountId?)null));
            Assert.That(address.Index, Is.Null);
        }
    }

    [TestCase("05")]
    [TestCase("ff")]
    [TestCase("00")]
    [TestCase("0401020304")]
    [TestCase("020c0102")]
    [TestCase("")]
    public void RefusesWhatIsNoAddress(string encoded) => Assert.That(() => ScaleCodec.Decode<MultiAddress>(Convert.FromHexString(encoded)), Throws.InstanceOf<ScaleException>());

    [Test]
    public void KindsDiffer()
    {
        MultiAddress byId = Account;
        MultiAddress by32 = ScaleCodec.Decode<MultiAddress>(Convert.FromHexString($"03{Account32}"));
        Assert.That(byId, Is.Not.EqualTo(by32));
        Assert.That(MultiAddress.FromIndex(1), Is.Not.EqualTo(MultiAddress.FromIndex(2)));
        Assert.That(MultiAddress.FromIndex(7).ToString(), Is.EqualTo("index 7"));
        Assert.That(() => MultiAddress.FromAddress20(new byte[21]), Throws.ArgumentException.With.Message.Contains("21 bytes given"));
    }
}
