using System.Text.Json;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

public class DeriveJunctionTests
{
    [Test]
    public void ChainCodesAreThoseOfSpCore() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "junctions", 16))
        {
            string text = row.Text("text");
            Assert.That(DeriveJunction.Hard(text).ChainCode.ToArray(), Is.EqualTo(row.Bytes("chainCode")), $"\"{text}\"");
            Assert.That(DeriveJunction.Soft(text).ChainCode.ToArray(), Is.EqualTo(row.Bytes("chainCode")), $"\"{text}\"");
            Assert.That(DeriveJunction.Hard(text), Is.EqualTo(DeriveJunction.HardFromChainCode(row.Bytes("chainCode"))));
            Assert.That(DeriveJunction.Soft(text), Is.EqualTo(DeriveJunction.SoftFromChainCode(row.Bytes("chainCode"))));
        }
    });

    [Test]
    public void HardAndSoftDiffer()
    {
        Assert.That(DeriveJunction.Hard("a") == DeriveJunction.Soft("a"), Is.False);
        Assert.That(DeriveJunction.Hard("1").ToString(), Is.EqualTo("//0x01" + new string('0', 62)));
        Assert.That(DeriveJunction.Soft("1").ToString(), Is.EqualTo("/0x01" + new string('0', 62)));
    }

    [Test]
    public void RefusesChainCodeOfAnotherLength() =>
        Assert.That(() => DeriveJunction.HardFromChainCode(new byte[31]), Throws.ArgumentException);

    [Test]
    public void AgreesWithPolkadotJs()
    {
        using SecretUri uri = SecretUri.Parse("//Alice/soft");
        DeriveJunction[] expected =
        [
            .. Vectors.Table("crypto.json", "sr25519.derivation.junctions", 2)
                .Select(row => row.Flag("hard") ? DeriveJunction.HardFromChainCode(row.Bytes("chainCode")) : DeriveJunction.SoftFromChainCode(row.Bytes("chainCode"))),
        ];
        Assert.That(uri.Junctions, Is.EqualTo(expected));
    }
}
