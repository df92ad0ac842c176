using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto;

public class Sr25519Tests
{
    private const string File = "rust/sr25519.json";

    [Test]
    public void VerifiesWhatSchnorrkelSigned() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "verifyAccepted", 40))
        {
            Assert.That(SignatureAlgorithm.Sr25519.Verify(row.Bytes("publicKey"), row.Bytes("context"), row.Message(), row.Bytes("signature")));
        }
    });

    [Test]
    public void RefusesWhatSchnorrkelRefuses() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "verifyRefused", 51))
        {
            Assert.That(
                SignatureAlgorithm.Sr25519.Verify(row.Bytes("publicKey"), row.Bytes("context"), row.Message(), row.Bytes("signature")),
                Is.False,
                row.Text("case"));
        }
    });

    [Test]
    public void RefusesTheIdentityAsPublicKeyThoughSchnorrkelTakesIt()
    {
        foreach (JsonElement row in Vectors.Table(File, "verifySurprising", 2))
        {
            Assert.That(row.Text("schnorrkel"), Is.EqualTo("accepted"));
            Assert.That(SignatureAlgorithm.Sr25519.Verify(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")), Is.False);
            Assert.That(SignatureAlgorithm.Sr25519.Verify(row.Bytes("publicKey"), row.Bytes("context"), row.Message(), row.Bytes("signature")), Is.False);
        }
    }

    [Test]
    public void VerifiesWhatPolkadotJsSigned()
    {
        JsonElement sr25519 = Vectors.File("crypto.json").GetProperty("sr25519");
        byte[] alice = sr25519.GetProperty("alice").Bytes("publicKey");
        foreach (JsonElement row in sr25519.GetProperty("messages").EnumerateArray())
        {
            Assert.That(SignatureAlgorithm.Sr25519.Verify(alice, row.Bytes("hex"), row.Bytes("signature")), row.Text("name"));
        }
    }

    [Test]
    public void DerivesSoftPublicKeysWithoutSecret()
    {
        using Keypair parent = Keypair.Generate();
        DeriveJunction junction = DeriveJunction.Soft("stash");
        using Keypair child = parent.Derive(junction);
        byte[] publicKey = new byte[32];
        SignatureAlgorithm.Sr25519.DerivePublicKey(parent.PublicKey.Span, junction, publicKey);
        Assert.That(publicKey, Is.EqualTo(child.PublicKey.ToArray()));
    }

    [Test]
    public void RefusesToDeriveWithoutSecretWhatNeedsIt()
    {
        byte[] publicKey = DevKeypairs.Alice.PublicKey.ToArray();
        byte[] child = new byte[32];
        Assert.That(() => SignatureAlgorithm.Sr25519.DerivePublicKey(publicKey, DeriveJunction.Hard("a"), child), Throws.ArgumentException);
        publicKey.AsSpan().Fill(0xff);
        Assert.That(() => SignatureAlgorithm.Sr25519.DerivePublicKey(publicKey, DeriveJunction.Soft("a"), child), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => SignatureAlgorithm.Sr25519.DerivePublicKey(publicKey, DeriveJunction.Soft("a"), child.AsSpan(1)), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void VerifyAllocatesNothing()
    {
        byte[] message = Vectors.Pattern(300);
        byte[] publicKey = DevKeypairs.Alice.PublicKey.ToArray();
        byte[] signature = DevKeypairs.Alice.Sign(message);
        bool verified = false;
        Allocations.AssertNone(() => verified = SignatureAlgorithm.Sr25519.Verify(publicKey, message, signature));
        Assert.That(verified);
    }
}
