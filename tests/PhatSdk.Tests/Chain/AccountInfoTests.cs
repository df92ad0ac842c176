using PhatSdk.Chain;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Chain;

internal sealed class AccountInfoTests
{
    [Test]
    public void AccountIsEightyBytes()
    {
        AccountInfo account = new()
        {
            Nonce = 1,
            Consumers = 2,
            Providers = 3,
            Sufficients = 4,
            Free = 5,
            Reserved = 6,
            Frozen = 7,
            Flags = (UInt128)1 << 127,
        };
        byte[] encoded = ScaleCodec.Encode(account);

        Assert.That(encoded, Has.Length.EqualTo(80));
        Assert.That(encoded[79], Is.EqualTo(0x80));
        Assert.That(ScaleCodec.Decode<AccountInfo>(encoded), Is.EqualTo(account));
        Assert.Throws<ScaleException>(() => ScaleCodec.Decode<AccountInfo>(encoded.AsSpan(1)));
    }
}
