using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

public class MnemonicTests
{
    [Test]
    public void PhrasesStandForTheirEntropyAndGiveSubstratesSeed() => Assert.Multiple(() =>
    {
        byte[] entropy = new byte[32];
        byte[] seed = new byte[64];
        byte[] miniSecret = new byte[32];
        foreach (JsonElement row in Vectors.Table("rust/bip39.json", "phrases", 82))
        {
            byte[] expected = row.Bytes("entropy");
            int size = Mnemonic.ToEntropy(row.Text("phrase"), entropy);
            Assert.That(entropy[..size], Is.EqualTo(expected));
            Assert.That(Mnemonic.FromEntropy(expected), Is.EqualTo(row.Text("phrase")));
            byte[] password = Encoding.UTF8.GetBytes(row.Text("password"));
            Mnemonic.DeriveSeed(expected, password, seed);
            Assert.That(seed, Is.EqualTo(row.Bytes("substrateSeed")));
            Mnemonic.DeriveSeed(expected, password, miniSecret);
            Assert.That(miniSecret, Is.EqualTo(row.Bytes("miniSecret")));
            using Keypair keypair = Keypair.FromSeed(miniSecret);
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(row.Bytes("sr25519PublicKey")));
        }
    });

    // The crate normalises by NFKD, so that full-width letters are plain ones there; the words of the English list need none, and are taken as they are here.
    [Test]
    public void TakesAndRefusesWhatTheCrateDoesButFullWidthLetters() => Assert.Multiple(() =>
    {
        byte[] entropy = new byte[32];
        int stricter = 0;
        foreach (JsonElement row in Vectors.Table("rust/bip39.json", "parsing", 25))
        {
            string name = row.Text("case");
            bool isStricter = name.StartsWith("full width", StringComparison.Ordinal);
            stricter += isStricter ? 1 : 0;
            if (row.Flag("accepted") && !isStricter)
            {
                int size = Mnemonic.ToEntropy(row.Text("phrase"), entropy);
                Assert.That(entropy[..size], Is.EqualTo(row.Bytes("entropy")), name);
                Assert.That(Mnemonic.IsValid(row.Text("phrase")), name);
                continue;
            }

            string expected = isStricter ? "UnknownWord" : row.Text("error");
            string part = expected switch { "BadWordCount" => "words, not", "InvalidChecksum" => "checksum", _ => "is not in the English list" };
            Assert.That(() => Mnemonic.ToEntropy(row.Text("phrase"), entropy), Throws.InstanceOf<FormatException>().With.Message.Contains(part), name);
            Assert.That(Mnemonic.IsValid(row.Text("phrase")), Is.False, name);
        }

        Assert.That(stricter, Is.EqualTo(1));
    });

    [Test]
    public void TakesTheEntropiesThatTheCrateTakes() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/bip39.json", "entropyLengths", 17))
        {
            byte[] entropy = new byte[row.GetProperty("entropyBytes").GetInt32()];
            if (row.Flag("accepted"))
            {
                Assert.That(Mnemonic.FromEntropy(entropy).Split(' '), Has.Length.EqualTo(entropy.Length / 4 * 3));
            }
            else
            {
                Assert.That(() => Mnemonic.FromEntropy(entropy), Throws.ArgumentException.With.Message.Contains($"not {entropy.Length}"));
            }
        }
    });

    [TestCase(12)]
    [TestCase(15)]
    [TestCase(18)]
    [TestCase(21)]
    [TestCase(24)]
    public void GeneratedPhrasesAreValidAndDiffer(int words)
    {
        string phrase = Mnemonic.Generate(words);
        Assert.That(phrase.Split(' '), Has.Length.EqualTo(words));
        Assert.That(Mnemonic.IsValid(phrase));
        Assert.That(Mnemonic.Generate(words), Is.Not.EqualTo(phrase));
    }

    [TestCase(0)]
    [TestCase(13)]
    [TestCase(27)]
    public void RefusesToGenerateOtherNumbersOfWords(int words) =>
        Assert.That(() => Mnemonic.Generate(words), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
