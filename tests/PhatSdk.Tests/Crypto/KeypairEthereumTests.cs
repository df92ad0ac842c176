using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto;

public class KeypairEthereumTests
{
    private const string Abandon = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    private const string Junk = "test test test test test test test test test test test junk";

    [Test]
    public void SeedsAreThoseOfTheCrateBip39() => Assert.Multiple(() =>
    {
        byte[] seed = new byte[Mnemonic.Bip39SeedSize];
        foreach (JsonElement row in Vectors.Table("rust/bip39.json", "phrases", 82))
        {
            // The crate normalises the password; here the caller does.
            string password = row.Text("password").Replace("\u00e9", "e\u0301", StringComparison.Ordinal).Replace("\ufb01", "fi", StringComparison.Ordinal);
            Mnemonic.DeriveBip39Seed(row.Bytes("entropy"), Encoding.UTF8.GetBytes(password), seed);
            Assert.That(seed, Is.EqualTo(row.Bytes("bip39Seed")), row.Text("phrase"));
        }
    });

    // By polkadot-js (@polkadot/keyring 14.0.3); the second and third are known to every user of Hardhat.
    [TestCase(Abandon, "m/44'/60'/0'/0/0", "0x9858EfFD232B4033E47d90003D41EC34EcaEda94")]
    [TestCase(Junk, "m/44'/60'/0'/0/0", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")]
    [TestCase(Junk, "m/44'/60'/0'/0/1", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")]
    [TestCase(Junk, "m/44'/60'/7'/1/2147483647", "0xAd079Bf8f112c6eBCB4689D3a80eeE0554aa8Aa8")]
    public void KeysAreThoseOfEthereumsWallets(string phrase, string path, string address)
    {
        using Keypair keypair = Keypair.FromEthereumMnemonic(phrase, path);
        Assert.That(EthereumAddress.FromPublicKey(keypair.PublicKey.Span).ToString(), Is.EqualTo(address));
        Assert.That(keypair.Algorithm, Is.SameAs(SignatureAlgorithm.Ethereum));
    }

    [Test]
    public void TheFirstAccountIsTheDefault()
    {
        using Keypair keypair = Keypair.FromEthereumMnemonic(Junk);
        Assert.That(EthereumAddress.FromPublicKey(keypair.PublicKey.Span).ToString(), Is.EqualTo("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    }

    [Test]
    public void PasswordsGiveOtherKeysAndAreNeverTakenUnnormalized()
    {
        using Keypair without = Keypair.FromEthereumMnemonic(Junk);
        using Keypair with = Keypair.FromEthereumMnemonic(Junk, password: "TREZOR");
        Assert.That(with.PublicKey.ToArray(), Is.Not.EqualTo(without.PublicKey.ToArray()));
        if ("\u00e9".Normalize(NormalizationForm.FormKD).Length == 2)
        {
            using Keypair composed = Keypair.FromEthereumMnemonic(Junk, password: "\u00e9");
            using Keypair decomposed = Keypair.FromEthereumMnemonic(Junk, password: "e\u0301");
            Assert.That(composed.PublicKey.ToArray(), Is.EqualTo(decomposed.PublicKey.ToArray()));
        }
        else
        {
            Assert.That(() => Keypair.FromEthereumMnemonic(Junk, password: "\u00e9"), Throws.InstanceOf<PlatformNotSupportedException>());
        }
    }

    [Test]
    public void RefusesPhrasesAndPathsThatAreNone()
    {
        Assert.That(() => Keypair.FromEthereumMnemonic("test test"), Throws.InstanceOf<FormatException>().With.Message.Contains("not 2"));
        Assert.That(() => Keypair.FromEthereumMnemonic(Junk, "m/44'/x"), Throws.InstanceOf<FormatException>().With.Message.Contains("\"x\""));
        Assert.That(() => Mnemonic.DeriveBip39Seed(new byte[16], [], new byte[32]), Throws.ArgumentException.With.Message.Contains("not 32"));
        Assert.That(() => Mnemonic.DeriveBip39Seed(new byte[15], [], new byte[64]), Throws.ArgumentException.With.Message.Contains("not 15"));
    }
}
