using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CsCheck;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Crypto;

public class JsonKeystoreTests
{
    private static readonly string[] Damaged = ["", "{", "[]", "1", "{}", "{\"encoding\":1}", "null", "{} {}", "{\"address\":\"\\ud800\"}"];

    private static IEnumerable<TestCaseData> Rows() => JsonNode.Parse(Text("index.json"))!.AsArray()
        .Select(row => new TestCaseData(row).SetArgDisplayNames((string)row!["file"]!));

    private static SignatureAlgorithm AlgorithmOf(string name) => name switch
    {
        "sr25519" => SignatureAlgorithm.Sr25519,
        "ed25519" => SignatureAlgorithm.Ed25519,
        "ecdsa" => SignatureAlgorithm.Ecdsa,
        _ => SignatureAlgorithm.Ethereum,
    };

    [TestCaseSource(nameof(Rows))]
    public void OpensWhatPolkadotJsWrote(JsonNode row)
    {
        SignatureAlgorithm algorithm = AlgorithmOf((string)row["type"]!);
        string password = (string)row["password"]!;
        using JsonKeystore keystore = JsonKeystore.Parse(Text((string)row["file"]!));
        using Keypair keypair = keystore.Open(password);
        using Keypair expected = Keypair.FromUri((string)row["uri"]!, algorithm);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keystore.Algorithm, Is.SameAs(algorithm));
            Assert.That(keystore.IsEncrypted, Is.EqualTo(password.Length > 0));
            Assert.That($"{keystore.Name}.json", Is.EqualTo((string)row["file"]!));
            Assert.That(Hex.Format(keypair.PublicKey.Span), Is.EqualTo((string)row["publicKey"]!));
            Assert.That(keypair.AccountId, Is.EqualTo(expected.AccountId));
            Assert.That(algorithm.Verify(expected.PublicKey.Span, [1, 2], keypair.Sign([1, 2])));
        }
    }

    [TestCase("sr25519", "//Alice/soft", "0x00ff10")]
    [TestCase("sr25519", "//Alice", "")]
    [TestCase("ed25519", "//Alice", "")]
    [TestCase("ecdsa", "//Alice", "half of a pair")]
    [TestCase("ethereum", "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "")]
    public void OpensWhatItSealed(string scheme, string uri, string password)
    {
        // An attribute cannot hold half of a pair.
        password = password.Replace("half", "half \ud83d", StringComparison.Ordinal);
        using Keypair keypair = Keypair.FromUri(uri, AlgorithmOf(scheme));
        using JsonKeystore made = JsonKeystore.Seal(keypair, password, "Zoë");
        using JsonKeystore read = JsonKeystore.Parse(made.ToJson());
        using Keypair opened = read.Open(password);
        Assert.That(read.Name, Is.EqualTo("Zoë"));
        Assert.That(read.ToString(), Is.EqualTo(made.ToString()));
        Assert.That(opened.SecretKey.ToArray(), Is.EqualTo(keypair.SecretKey.ToArray()));
    }

    [Test]
    public void WritesTheSameBodyAsPolkadotJs()
    {
        foreach (string file in (string[])["sr25519-open.json", "ed25519-open.json", "ecdsa-open.json", "ethereum-open.json"])
        {
            using JsonKeystore theirs = JsonKeystore.Parse(Text(file));
            using Keypair keypair = theirs.Open("");
            using JsonKeystore ours = JsonKeystore.Seal(keypair, "", theirs.Name);
            JsonNode expected = JsonNode.Parse(Text(file))!;
            JsonNode parsed = JsonNode.Parse(ours.ToJson())!;
            Assert.That(JsonNode.DeepEquals(parsed, expected), file);
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(theirs.ToJson()), expected), file);
        }
    }

    [Test]
    public void KeepsWhatElseTheOwnerWrote()
    {
        JsonNode node = Node("sr25519-open.json");
        node["meta"]!["genesisHash"] = "0x00";
        using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(keystore.ToJson()), node));
    }

    [Test]
    public void RefusesAnotherPassword()
    {
        using JsonKeystore encrypted = JsonKeystore.Parse(Text("sr25519.json"));
        using JsonKeystore open = JsonKeystore.Parse(Text("sr25519-open.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => encrypted.Open("correct hors"), Throws.InstanceOf<CryptographicException>().With.Message.Contains("password is wrong"));
            Assert.That(() => encrypted.Open(""), Throws.InstanceOf<CryptographicException>().With.Message.Contains("no password is given"));
            Assert.That(() => open.Open("any"), Throws.ArgumentException.With.Message.Contains("is not encrypted"));
        }
    }

    [TestCase(uint.MaxValue, 1u, 8u)]
    [TestCase(1u << 17, uint.MaxValue, 8u)]
    [TestCase(1u << 17, 1u, 1u << 20)]
    [TestCase(1u << 18, 1u, 8u)]
    [TestCase(1u << 17, 2u, 8u)]
    [TestCase(2u, 1u, 8u)]
    [TestCase(0u, 0u, 0u)]
    public void RefusesOtherParametersOfScryptBeforeItRuns(uint cost, uint parallelism, uint blockSize)
    {
        JsonNode node = Node("sr25519.json");
        byte[] encoded = Convert.FromBase64String((string)node["encoded"]!);
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(32), cost);
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(36), parallelism);
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(40), blockSize);
        node["encoded"] = Convert.ToBase64String(encoded);
        using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
        Assert.That(() => keystore.Open("correct horse"), Throws.InstanceOf<FormatException>().With.Message.Contains($"N = {cost}, p = {parallelism}, r = {blockSize}"));
    }

    [Test]
    public void RefusesAnAddressOfAnotherKey()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (string file in (string[])["sr25519-open.json", "ed25519-open.json", "ecdsa-open.json", "ethereum-open.json"])
            {
                JsonNode node = Node(file);
                foreach (string address in (string[])["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "0x00", ""])
                {
                    node["address"] = address;
                    using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
                    Assert.That(() => keystore.Open(""), Throws.InstanceOf<FormatException>().With.Message.Contains("is not its key's"), file);
                }
            }
        }
    }

    [Test]
    public void RefusesAnotherVersionSchemeOrEncryption()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Altered(encoding => encoding["version"] = "2"), Throws.InstanceOf<FormatException>().With.Message.Contains("version \"2\""));
            Assert.That(() => Altered(encoding => encoding["version"] = 3), Throws.InstanceOf<FormatException>().With.Message.Contains("\"version\""));
            Assert.That(() => Altered(encoding => encoding["content"]![1] = "bls"), Throws.InstanceOf<FormatException>().With.Message.Contains("pkcs8, bls"));
            Assert.That(() => Altered(encoding => encoding["content"]![0] = "jwk"), Throws.InstanceOf<FormatException>().With.Message.Contains("jwk"));
            Assert.That(() => Altered(encoding => encoding["type"] = new JsonArray("argon2")), Throws.InstanceOf<FormatException>().With.Message.Contains("argon2"));
            Assert.That(() => Altered(encoding => encoding["type"] = new JsonArray(1)), Throws.InstanceOf<FormatException>().With.Message.Contains("\"type\""));
            Assert.That(() => Altered(encoding => encoding.Parent!["encoded"] = "*"), Throws.InstanceOf<FormatException>().With.Message.Contains("base 64"));
            Assert.That(() => Altered(encoding => encoding.Parent!["encoded"] = new string('A', 400)), Throws.InstanceOf<FormatException>().With.Message.Contains("more than"));
        }
    }

    [TestCaseSource(nameof(Damaged))]
    public void RefusesTextThatIsNoKeystore(string text) => Assert.That(() => JsonKeystore.Parse(text), Throws.InstanceOf<FormatException>());

    [Test]
    public void EveryFlippedBitOfAnOpenBodyIsRefused()
    {
        JsonNode node = Node("ed25519-open.json");
        byte[] encoded = Convert.FromBase64String((string)node["encoded"]!);
        for (int bit = 0; bit < 8 * encoded.Length; bit++)
        {
            encoded[bit / 8] ^= (byte)(1 << (bit % 8));
            node["encoded"] = Convert.ToBase64String(encoded);
            using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
            Assert.That(() => keystore.Open(""), Throws.InstanceOf<FormatException>(), $"bit {bit}");
            encoded[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestCase("sr25519-open.json")]
    [TestCase("ecdsa-open.json")]
    public void EveryShorterBodyIsRefused(string file)
    {
        JsonNode node = Node(file);
        byte[] encoded = Convert.FromBase64String((string)node["encoded"]!);
        for (int length = 0; length < encoded.Length; length++)
        {
            node["encoded"] = Convert.ToBase64String(encoded.AsSpan(0, length));
            using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
            Assert.That(() => keystore.Open(""), Throws.InstanceOf<FormatException>(), $"{length} bytes");
        }
    }

    [Test]
    public void AlteredTextsParseOrAreRefused()
    {
        string text = Text("sr25519-open.json");
        Gen.Int[0, text.Length - 1].Select(Gen.Char).Sample((place, character) =>
        {
            try
            {
                using JsonKeystore keystore = JsonKeystore.Parse(string.Concat(text.AsSpan(0, place), [character], text.AsSpan(place + 1)));
                using Keypair keypair = keystore.Open("");
            }
            catch (FormatException exception)
            {
                Assert.That(exception.Message, Is.Not.Empty);
            }
        });
    }

    [Test]
    public void ShowsNoSecretAndForgetsIt()
    {
        JsonKeystore keystore = JsonKeystore.Parse(Text("sr25519-open.json"));
        Assert.That(keystore.ToString(), Is.EqualTo("open Sr25519 keystore of 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"));
        keystore.Dispose();
        Assert.That(keystore.ToJson, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => keystore.Open(""), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static void Altered(Action<JsonNode> alter)
    {
        JsonNode node = Node("sr25519-open.json");
        alter(node["encoding"]!);
        using JsonKeystore keystore = JsonKeystore.Parse(node.ToJsonString());
    }

    private static JsonNode Node(string file) => JsonNode.Parse(Text(file))!;

    private static string Text(string file) => File.ReadAllText(Fixtures.Path($"keystores/{file}"));
}
