using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Tests.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto;

public class Ed25519Tests
{
    private const string File = "rust/ecdsa.json";

    [Test]
    public void SignsAsTheReference() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "ed25519", 28))
        {
            using Keypair keypair = Keypair.FromSeed(row.Bytes("seed"), SignatureAlgorithm.Ed25519);
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(row.Bytes("publicKey")));
            Assert.That(keypair.Sign(row.Message()), Is.EqualTo(row.Bytes("signature")));
            Assert.That(SignatureAlgorithm.Ed25519.Verify(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")));
        }
    });

    // Between dalek's verify and verify_strict: what either the strict one takes or sp-core refuses is certain.
    [Test]
    public void TakesWhatTheStrictestTakesAndNothingThatSpCoreRefuses() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "ed25519Cases", 43))
        {
            bool verified = SignatureAlgorithm.Ed25519.Verify(row.Bytes("publicKey"), row.Message(), row.Bytes("signature"));
            if (row.Flag("dalekVerifyStrict") || !row.Flag("spCore"))
            {
                Assert.That(verified, Is.EqualTo(row.Flag("spCore")), row.Text("case"));
            }
        }
    });

    [Test]
    public void RefusesKeysOfSmallOrderThoughChainsTakeThem() => Assert.Multiple(() =>
    {
        byte[] message = Vectors.Pattern(5);
        foreach (JsonElement row in Vectors.Table(File, "ed25519SmallOrder", 196))
        {
            Assert.That(SignatureAlgorithm.Ed25519.Verify(row.Bytes("publicKey"), message, row.Bytes("signature")), Is.False);
        }
    });

    [Test]
    public void DerivesAsSpCore() => Assert.Multiple(() => SecretUriTests.DerivesAsSpCore("ed25519", SignatureAlgorithm.Ed25519));

    [Test]
    public void SignAndVerifyAllocateNothing()
    {
        using Keypair keypair = Keypair.FromUri("//Alice", SignatureAlgorithm.Ed25519);
        byte[] message = Vectors.Pattern(300);
        byte[] publicKey = keypair.PublicKey.ToArray();
        byte[] signature = new byte[64];
        bool verified = false;
        Allocations.AssertNone(() =>
        {
            keypair.Sign(message, signature);
            verified = SignatureAlgorithm.Ed25519.Verify(publicKey, message, signature);
        });
        Assert.That(verified);
    }
}
