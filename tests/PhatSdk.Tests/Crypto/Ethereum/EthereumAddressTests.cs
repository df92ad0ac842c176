using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Tests.Crypto.Ethereum;

public class EthereumAddressTests
{
    private const string Address = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";

    [Test]
    public void FollowsFromBothFormsOfAPublicKey() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1", 25))
        {
            Assert.That(EthereumAddress.FromPublicKey(row.Bytes("publicKey")).ToString(), Is.EqualTo(row.Text("ethereumAddress")));
            Assert.That(EthereumAddress.FromPublicKey(row.Bytes("publicKeyUncompressed")).ToString(), Is.EqualTo(row.Text("ethereumAddress")));
        }
    });

    [Test]
    public void ParsesChecksummedAndPlainText()
    {
        EthereumAddress address = EthereumAddress.Parse(Address);
        Assert.That(address.ToString(), Is.EqualTo(Address));
        Assert.That(EthereumAddress.Parse(Address[2..]), Is.EqualTo(address));
        Assert.That(EthereumAddress.Parse(Address.ToLowerInvariant()), Is.EqualTo(address));
        Assert.That(EthereumAddress.Parse("0x" + Address[2..].ToUpperInvariant()), Is.EqualTo(address));
    }

    [TestCase("0x7e5F4552091A69125d5DfCb7b8C2659029395Bdf")]
    [TestCase("0x7E5F4552091A69125d5DfCb7b8C2659029395Bd")]
    [TestCase("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdff0")]
    [TestCase("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdg")]
    [TestCase("")]
    public void RefusesWrongChecksumsLengthsAndDigits(string text) =>
        Assert.That(() => EthereumAddress.Parse(text), Throws.InstanceOf<FormatException>());

    [Test]
    public void MapsToAccountsAsPhalaAndReviveDo()
    {
        EthereumAddress address = EthereumAddress.Parse(Address);
        string digits = Address[2..].ToLowerInvariant();
        Assert.That(address.ToPhalaAccountId().ToString(), Is.EqualTo("0x" + digits + "4065766d5f61646472657373"));
        Assert.That(address.ToReviveAccountId().ToString(), Is.EqualTo("0x" + digits + "eeeeeeeeeeeeeeeeeeeeeeee"));
    }

    [Test]
    public void AccountsHaveTheAddressesThatReviveGivesThem()
    {
        Assert.That(EthereumAddress.FromReviveAccountId(DevKeypairs.Alice.AccountId), Is.EqualTo(EthereumAddress.Parse("0x9621dde636de098b43efb0fa9b61facfe328f99d")));
        EthereumAddress address = EthereumAddress.Parse(Address);
        Assert.That(EthereumAddress.FromReviveAccountId(address.ToReviveAccountId()), Is.EqualTo(address));
    }

    [Test]
    public void RefusesBytesThatAreNoPublicKey()
    {
        Assert.That(() => EthereumAddress.FromPublicKey(new byte[33]), Throws.ArgumentException);
        Assert.That(() => EthereumAddress.FromPublicKey(new byte[32]), Throws.ArgumentException);
        Assert.That(() => new EthereumAddress(new byte[19]), Throws.ArgumentException);
    }
}
