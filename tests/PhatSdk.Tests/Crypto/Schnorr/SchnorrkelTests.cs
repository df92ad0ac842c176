using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Crypto.Schnorr;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Schnorr;

public class SchnorrkelTests
{
    private const string File = "rust/sr25519.json";

    private static readonly string[] Modes = ["ed25519Mode", "uniformMode"];

    [Test]
    public void ExpandsMiniSecretsInBothModes() => Assert.Multiple(() =>
    {
        byte[] secretKey = new byte[64];
        byte[] publicKey = new byte[32];
        foreach (JsonElement row in Vectors.Table(File, "keys", 25))
        {
            foreach (string mode in Modes)
            {
                JsonElement expected = row.GetProperty(mode);
                if (mode == "uniformMode")
                {
                    Schnorrkel.ExpandUniform(row.Bytes("miniSecret"), secretKey);
                }
                else
                {
                    Schnorrkel.Expand(row.Bytes("miniSecret"), secretKey);
                }

                Schnorrkel.PublicKeyOf(secretKey, publicKey);
                Assert.That(secretKey, Is.EqualTo(expected.Bytes("secretKey")));
                Assert.That(publicKey, Is.EqualTo(expected.Bytes("publicKey")));
                Schnorrkel.MultiplyByCofactor(secretKey.AsSpan(0, 32));
                Assert.That(secretKey, Is.EqualTo(expected.Bytes("secretKeyEd25519")));
                Schnorrkel.DivideByCofactor(secretKey.AsSpan(0, 32));
                Assert.That(secretKey, Is.EqualTo(expected.Bytes("secretKey")));
            }
        }
    });

    [Test]
    public void SignsAsSchnorrkelWithGivenRandomness() => Assert.Multiple(() =>
    {
        byte[] signature = new byte[64];
        foreach (JsonElement row in Vectors.Table(File, "signDeterministic", 53))
        {
            byte[] random = row.Holds("witnessRandom") ? row.Bytes("witnessRandom") : new byte[32];
            MerlinTranscript context = Schnorrkel.Context(row.Bytes("context"));
            Schnorrkel.Sign(context, row.Bytes("secretKey"), row.Bytes("publicKey"), row.Message(), random, signature);
            Assert.That(signature, Is.EqualTo(row.Bytes("signature")));
            Assert.That(Schnorrkel.Verify(context, row.Bytes("publicKey"), row.Message(), signature));
        }
    });

    [Test]
    public void VerifiesWhatSchnorrkelSigned() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "verifyAccepted", 40))
        {
            MerlinTranscript context = Schnorrkel.Context(row.Bytes("context"));
            Assert.That(Schnorrkel.Verify(context, row.Bytes("publicKey"), row.Message(), row.Bytes("signature")));
        }
    });

    [Test]
    public void RefusesWhatSchnorrkelRefuses() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "verifyRefused", 51))
        {
            byte[] publicKey = row.Bytes("publicKey");
            byte[] signature = row.Bytes("signature");
            if (publicKey.Length == Schnorrkel.PublicKeySize && signature.Length == Schnorrkel.SignatureSize)
            {
                MerlinTranscript context = Schnorrkel.Context(row.Bytes("context"));
                Assert.That(Schnorrkel.Verify(context, publicKey, row.Message(), signature), Is.False, row.Text("case"));
            }
        }
    });

    [Test]
    public void DerivesHardAsSchnorrkel() => Assert.Multiple(() =>
    {
        byte[] child = new byte[32];
        byte[] chainCode = new byte[32];
        byte[] secretKey = new byte[64];
        byte[] publicKey = new byte[32];
        foreach (JsonElement row in Vectors.Table(File, "deriveHard", 24))
        {
            Schnorrkel.DeriveHard(row.Bytes("secretKey"), row.Bytes("chainCode"), row.Bytes("index"), child, chainCode);
            Assert.That(child, Is.EqualTo(row.Bytes("childMiniSecret")));
            Assert.That(chainCode, Is.EqualTo(row.Bytes("childChainCode")));
            Schnorrkel.Expand(child, secretKey);
            Schnorrkel.PublicKeyOf(secretKey, publicKey);
            Assert.That(publicKey, Is.EqualTo(row.Bytes("childPublicKey")));
        }
    });

    [Test]
    public void DerivesSoftAsSchnorrkelWithGivenRandomness() => Assert.Multiple(() =>
    {
        byte[] child = new byte[64];
        byte[] chainCode = new byte[32];
        byte[] publicKey = new byte[32];
        foreach (JsonElement row in Vectors.Table(File, "deriveSoft", 32))
        {
            Schnorrkel.DeriveSoft(
                row.Bytes("secretKey"), row.Bytes("publicKey"), row.Bytes("chainCode"), row.Bytes("index"), new byte[32], child, chainCode);
            Assert.That(child[..32], Is.EqualTo(row.Bytes("childScalar")));
            Assert.That(child[32..], Is.EqualTo(row.Bytes("childNonceWithZeroWitnessRandom")));
            Assert.That(chainCode, Is.EqualTo(row.Bytes("childChainCode")));
            Schnorrkel.PublicKeyOf(child, publicKey);
            Assert.That(publicKey, Is.EqualTo(row.Bytes("childPublicKey")));
        }
    });

    [Test]
    public void DerivesSoftFromThePublicKeyAlone() => Assert.Multiple(() =>
    {
        byte[] child = new byte[32];
        byte[] chainCode = new byte[32];
        foreach (JsonElement row in Vectors.Table(File, "deriveSoft", 32))
        {
            Assert.That(Schnorrkel.TryDeriveSoft(row.Bytes("publicKey"), row.Bytes("chainCode"), row.Bytes("index"), child, chainCode));
            Assert.That(child, Is.EqualTo(row.Bytes("childPublicKey")));
            Assert.That(chainCode, Is.EqualTo(row.Bytes("childChainCode")));
        }
    });

    // There is no batch verification: libsodium has no multiplication of many points at once, and random weights would cost two multiplications a signature, where one alone takes one.
    [Test]
    public void SignaturesOfBatchesVerifyOneByOne() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "batches", 7))
        {
            MerlinTranscript context = Schnorrkel.Context(row.Bytes("context"));
            JsonElement[][] triples = [.. row.GetProperty("publicKeyMessageSignature").EnumerateArray().Select(triple => triple.EnumerateArray().ToArray())];
            List<int> broken = [];
            for (int i = 0; i < triples.Length; i++)
            {
                byte[][] parts = [.. triples[i].Select(part => Hex.Parse(part.GetString()))];
                if (!Schnorrkel.Verify(context, parts[0], parts[1], parts[2]))
                {
                    broken.Add(i);
                }
            }

            int[] expected = row.Holds("brokenAt") ? [row.GetProperty("brokenAt").GetInt32()] : [];
            Assert.That(broken, Is.EqualTo(expected));
            Assert.That(broken, row.Flag("accepted") ? Is.Empty : Is.Not.Empty);
        }
    });

    [Test]
    public void RefusesEverySingleBitFlip()
    {
        byte[] secretKey = new byte[64];
        byte[] publicKey = new byte[32];
        byte[] signature = new byte[64];
        byte[] message = Vectors.Pattern(20);
        Schnorrkel.Expand(RandomNumberGenerator.GetBytes(32), secretKey);
        Schnorrkel.PublicKeyOf(secretKey, publicKey);
        Schnorrkel.Sign(secretKey, publicKey, message, RandomNumberGenerator.GetBytes(32), signature);
        Assert.That(Schnorrkel.Verify(publicKey, message, signature));
        foreach (byte[] part in new[] { signature, publicKey, message })
        {
            for (int bit = 0; bit < 8 * part.Length; bit++)
            {
                part[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.That(Schnorrkel.Verify(publicKey, message, signature), Is.False, $"bit {bit} of {part.Length} bytes");
                part[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Test]
    public void NonceDependsOnRandomnessMessageAndSecretNonce()
    {
        byte[] secretKey = new byte[64];
        byte[] publicKey = new byte[32];
        Schnorrkel.Expand(new byte[32], secretKey);
        Schnorrkel.PublicKeyOf(secretKey, publicKey);
        byte[] First(byte message, byte random, byte nonce)
        {
            byte[] signature = new byte[64];
            byte[] key = [.. secretKey];
            key[32] ^= nonce;
            Schnorrkel.Sign(key, publicKey, [message], [.. Enumerable.Repeat(random, 32)], signature);
            return signature[..32];
        }

        Assert.That(new[] { First(0, 0, 0), First(1, 0, 0), First(0, 1, 0), First(0, 0, 1) }.Select(Convert.ToHexString), Is.Unique);
        byte[] again = First(0, 0, 0);
        Assert.That(again, Is.EqualTo(First(0, 0, 0)));
    }
}
