using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
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

    [Test]
    public void SeedsAreThoseOfPolkadotJs()
    {
        byte[] entropy = new byte[Mnemonic.MaximumEntropySize];
        byte[] miniSecret = new byte[32];
        foreach (JsonElement row in Vectors.Table("crypto.json", "bip39", 2))
        {
            int size = Mnemonic.ToEntropy(row.Text("mnemonic"), entropy);
            Mnemonic.DeriveSeed(entropy.AsSpan(0, size), Encoding.UTF8.GetBytes(row.Text("password")), miniSecret);
            Assert.That(miniSecret, Is.EqualTo(row.Bytes("miniSecret")));
        }
    }

    [Test]
    public void TakesAndRefusesWhatTheCrateDoes() => Assert.Multiple(() =>
    {
        byte[] entropy = new byte[32];
        foreach (JsonElement row in Vectors.Table("rust/bip39.json", "parsing", 25))
        {
            string name = row.Text("case");
            if (name.StartsWith("full width", StringComparison.Ordinal) && !SecretText.CanNormalize)
            {
                continue;
            }

            if (row.Flag("accepted"))
            {
                int size = Mnemonic.ToEntropy(row.Text("phrase"), entropy);
                Assert.That(entropy[..size], Is.EqualTo(row.Bytes("entropy")), name);
                Assert.That(Mnemonic.IsValid(row.Text("phrase")), name);
                continue;
            }

            string part = row.Text("error") switch { "BadWordCount" => "words, not", "InvalidChecksum" => "checksum", _ => "is not in the English list" };
            Assert.That(() => Mnemonic.ToEntropy(row.Text("phrase"), entropy), Throws.InstanceOf<FormatException>().With.Message.Contains(part), name);
            Assert.That(Mnemonic.IsValid(row.Text("phrase")), Is.False, name);
        }
    });

    [TestCase("", -1)]
    [TestCase("zoo abandon", -1)]
    [TestCase("zooo abandon", 0)]
    [TestCase(" zoo  abandon\tabandom x", 2)]
    [TestCase("zoo \u00e9", 1)]
    public void TheWrongWordIsNamedByItsPlace(string phrase, int place)
    {
        Assert.That(Mnemonic.IndexOfUnknownWord(phrase), Is.EqualTo(place));
        Assert.That(
            () => Mnemonic.ToEntropy("legal winner thank year wave sausages worth useful legal winner thank yellow", new byte[32]),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("word 6 of the phrase is not in the English list of BIP-39"));
    }

    [Test]
    public void OtherListsOfWordsGiveWhatTheyGiveElsewhere()
    {
        string list = Vectors.File("mnemonics.json").Text("words").Replace(' ', '\n');
        if (!SecretText.CanNormalize)
        {
            Assert.That(() => WordList.Parse(list, "made up"), Throws.InstanceOf<PlatformNotSupportedException>());
            return;
        }

        byte[] entropy = new byte[Mnemonic.MaximumEntropySize];
        byte[] seed = new byte[Mnemonic.Bip39SeedSize];
        WordList words = WordList.Parse(list, "made up");
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in Vectors.Table("mnemonics.json", "rows", 40))
            {
                string phrase = row.Text("phrase");
                Assert.That(Mnemonic.FromEntropy(row.Bytes("entropy"), words), Is.EqualTo(phrase));
                foreach (NormalizationForm form in (NormalizationForm[])[NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD])
                {
                    int size = Mnemonic.ToEntropy(phrase.Normalize(form).Replace(' ', '\u3000'), entropy, words);
                    Assert.That(entropy[..size], Is.EqualTo(row.Bytes("entropy")), $"{form} {phrase}");
                }

                string password = row.Text("password");
                Mnemonic.DeriveBip39Seed(row.Bytes("entropy"), Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKD)), seed, words);
                Assert.That(seed, Is.EqualTo(row.Bytes("bip39Seed")), phrase);
                using Keypair ethereum = Keypair.FromEthereumMnemonic(phrase, password: password, words: words);
                Assert.That(EthereumAddress.FromPublicKey(ethereum.PublicKey.Span).ToString(), Is.EqualTo(row.Text("ethereumAddress")), phrase);
                using Keypair substrate = Keypair.FromMnemonic(phrase, password, words: words);
                using Keypair english = Keypair.FromMnemonic(Mnemonic.FromEntropy(row.Bytes("entropy")), password);
                Assert.That(substrate.PublicKey.ToArray(), Is.EqualTo(english.PublicKey.ToArray()), phrase);
            }
        });
        Assert.That(Mnemonic.IsValid(Mnemonic.Generate(24, words), words));
        Assert.That(
            () => Mnemonic.ToEntropy(Mnemonic.Generate(12, words), entropy),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("word 1 of the phrase is not in the English list of BIP-39"));
        Assert.That(() => Mnemonic.ToEntropy("\ud800", entropy), Throws.InstanceOf<FormatException>().With.Message.EqualTo("the phrase holds half of a surrogate pair"));
    }

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
