using System.Text.Json;
using NUnit.Framework.Constraints;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

public class SecretUriTests
{
    [Test]
    public void DerivesSr25519AsSpCore() => Assert.Multiple(() =>
    {
        byte[] secretKey = new byte[64];
        byte[] seed = new byte[32];
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "uris", 142))
        {
            string text = row.Text("uri");
            JsonElement expected = row.GetProperty("sr25519");
            using SecretUri parsed = SecretUri.Parse(text);
            using SecretUri uri = row.Holds("passwordOverride") ? parsed.WithPassword(row.Text("passwordOverride")) : SecretUri.Parse(text);
            Assert.That(uri.Junctions.Select(Describe), Is.EqualTo(row.GetProperty("junctions").EnumerateArray().Select(Describe)), text);
            using Keypair keypair = Keypair.FromUri(uri);
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")), text);
            Assert.That(Ss58Address.Format(keypair.AccountId, Ss58Prefix.Substrate), Is.EqualTo(expected.Text("ss58")), text);
            keypair.ExportSecretKey(secretKey);
            Assert.That(secretKey[..32], Is.EqualTo(expected.Bytes("secretScalar")), text);
            if (expected.Holds("secretNonce"))
            {
                Assert.That(secretKey[32..], Is.EqualTo(expected.Bytes("secretNonce")), text);
            }

            // sp-core tells no seed once a junction was soft, though a hard one after it makes a new one.
            Assert.That(keypair.TryExportSeed(seed), Is.EqualTo(uri.Junctions is not [.., { IsHard: false }]), text);
            if (expected.Holds("seed"))
            {
                Assert.That(seed, Is.EqualTo(expected.Bytes("seed")), text);
            }
        }
    });

    [Test]
    public void RefusesWhatSpCoreRefuses() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "uriCases", 29))
        {
            JsonElement expected = row.GetProperty("sr25519");
            string name = row.Text("case");
            if (expected.Holds("error"))
            {
                Assert.That(() => Keypair.FromUri(row.Text("uri")), Throws.InstanceOf<FormatException>(), name);
                continue;
            }

            using Keypair keypair = Keypair.FromUri(row.Text("uri"));
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")), name);
        }
    });

    [TestCase("//Alice/", "the soft junction at character 8 of the secret URI has no name")]
    [TestCase("//Alice//", "the hard junction at character 8 of the secret URI has no name")]
    [TestCase("half_way", "character 5 of the secret URI belongs to no phrase: letters, digits and spaces do")]
    [TestCase("///pass\nword", "the password of the secret URI holds a new line")]
    [TestCase("0x00", "the seed of the secret URI is 2 characters after 0x, not 64 hexadecimal digits")]
    [TestCase("legal winner thank year wave sausages worth useful legal winner thank yellow", "word 6 of the phrase is not in the English list of BIP-39")]
    public void SaysWhereItIsWrongAndNothingOfTheSecret(string uri, string message) =>
        Assert.That(() => SecretUri.Parse(uri), Throws.InstanceOf<FormatException>().With.Message.EqualTo(message));

    [Test]
    public void RefusesHalfOfASurrogatePair()
    {
        Assert.That(
            () => SecretUri.Parse("//\ud800"),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("the junction at character 1 of the secret URI holds half of a surrogate pair"));
        Assert.That(
            () => SecretUri.Parse("///\ud800"),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("the password of the secret URI holds half of a surrogate pair"));
    }

    [Test]
    public void TextShowsNoSecret()
    {
        using SecretUri uri = SecretUri.Parse("//Alice/soft///password");
        Assert.That(uri.ToString(), Is.EqualTo("secret URI with 2 junctions"));
    }

    [Test]
    public void DisposedUriGivesNoKey()
    {
        SecretUri uri = SecretUri.Parse("//Alice");
        uri.Dispose();
        Assert.That(() => Keypair.FromUri(uri), Throws.InstanceOf<ObjectDisposedException>());
    }

    /// <summary>Every URI of the tables by a scheme that has hard junctions only.</summary>
    internal static void DerivesAsSpCore(string scheme, SignatureAlgorithm algorithm)
    {
        byte[] seed = new byte[32];
        int derived = 0;
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "uris", 142).Concat(Vectors.Table("rust/suri.json", "uriCases", 29)))
        {
            string text = row.Text("uri");
            JsonElement expected = row.GetProperty(scheme);
            if (expected.Holds("error"))
            {
                IResolveConstraint constraint = expected.Text("error") is "InvalidPath" or "panics" ? Throws.ArgumentException : Throws.InstanceOf<FormatException>();
                Assert.That(() => Keypair.FromUri(text, algorithm), constraint, text);
                continue;
            }

            derived++;
            using SecretUri parsed = SecretUri.Parse(text);
            using SecretUri uri = row.Holds("passwordOverride") ? parsed.WithPassword(row.Text("passwordOverride")) : SecretUri.Parse(text);
            using Keypair keypair = Keypair.FromUri(uri, algorithm);
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")), text);
            Assert.That(Ss58Address.Format(keypair.AccountId, Ss58Prefix.Substrate), Is.EqualTo(expected.Text("ss58")), text);
            Assert.That(keypair.TryExportSeed(seed), text);
            Assert.That(seed, Is.EqualTo(expected.Bytes("seed")), text);
        }

        Assert.That(derived, Is.GreaterThan(80), scheme);
    }

    private static string Describe(DeriveJunction junction) => $"{junction.IsHard} {Convert.ToHexStringLower(junction.ChainCode)}";

    private static string Describe(JsonElement junction) => $"{junction.Flag("hard")} {junction.Text("chainCode")[2..]}";
}
