using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Tests.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto;

public class EcdsaTests
{
    private const string File = "rust/ecdsa.json";

    [Test]
    public void SignsAsTheReference() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "secp256k1", 25))
        {
            using Keypair keypair = Keypair.FromSeed(row.Bytes("secret"), SignatureAlgorithm.Ecdsa);
            JsonElement signed = row.GetProperty("blake2_256");
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(row.Bytes("publicKey")));
            Assert.That(keypair.AccountId.ToArray(), Is.EqualTo(row.Bytes("accountId")));
            Assert.That(Blake2b.Hash256(row.Message()).ToArray(), Is.EqualTo(signed.Bytes("hash")));
            Assert.That(keypair.Sign(row.Message()), Is.EqualTo(signed.Bytes("signature")));
            Assert.That(SignatureAlgorithm.Ecdsa.Verify(row.Bytes("publicKey"), row.Message(), signed.Bytes("signature")));
        }
    });

    [Test]
    public void SignsHashesAboveTheOrderAsSpCoreThoughK256SignsOtherwise() => Assert.Multiple(() =>
    {
        byte[] signature = new byte[65];
        foreach (JsonElement row in Vectors.Table(File, "secp256k1Prehashed", 6))
        {
            Secp256k1.Sign(row.Bytes("secret"), row.Bytes("hash"), signature);
            Assert.That(signature, Is.EqualTo(row.Bytes("signature")), row.Text("case"));
        }
    });

    [Test]
    public void RefusesWhatSpCoreRefusesAndTheUpperHalf() => Assert.Multiple(() =>
    {
        int stricter = 0;
        foreach (JsonElement row in Vectors.Table(File, "secp256k1Malleability", 17))
        {
            bool isStricter = row.Text("case") == "high s, v flipped";
            stricter += isStricter ? 1 : 0;
            Assert.That(
                SignatureAlgorithm.Ecdsa.Verify(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")),
                Is.EqualTo(row.Flag("spCoreVerifies") && !isStricter),
                row.Text("case"));
        }

        Assert.That(stricter, Is.EqualTo(1));
    });

    // sp-core takes coordinates without the tag too; here the tag is the caller's.
    [Test]
    public void TakesTheEncodingsOfPointsThatLibsecp256k1Takes() => Assert.Multiple(() =>
    {
        byte[] uncompressed = new byte[65];
        byte[] compressed = new byte[33];
        foreach (JsonElement row in Vectors.Table(File, "secp256k1Keys", 14))
        {
            byte[] bytes = row.Bytes("bytes");
            byte[] tagged = bytes.Length == 64 ? [4, .. bytes] : bytes;
            Assert.That(Secp256k1.TryDecompress(tagged, uncompressed), Is.EqualTo(row.Holds("spCore")), row.Text("case"));
            if (row.Holds("spCore"))
            {
                Secp256k1.Compress(uncompressed, compressed);
                Assert.That(compressed, Is.EqualTo(row.Bytes("spCore")), row.Text("case"));
            }
        }
    });

    [Test]
    public void DerivesAsSpCore() => Assert.Multiple(() => SecretUriTests.DerivesAsSpCore("ecdsa", SignatureAlgorithm.Ecdsa));

    [TestCase("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [TestCase("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void RefusesSeedsThatAreNoSecretKey(string seed) =>
        Assert.That(() => Keypair.FromUri(seed, SignatureAlgorithm.Ecdsa), Throws.ArgumentException.With.Message.Contains("secp256k1"));

    [Test]
    public void HasNoSoftJunctionsAndNoSr25519Secret()
    {
        using Keypair keypair = Keypair.Generate(SignatureAlgorithm.Ecdsa);
        Assert.That(() => keypair.Derive(DeriveJunction.Soft("a")), Throws.ArgumentException.With.Message.Contains("hard junctions"));
        Assert.That(() => keypair.ExportSecretKey(new byte[64]), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => Ecdh.Agree(keypair, new byte[32], new byte[32]), Throws.InstanceOf<NotSupportedException>());
    }
}
