using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

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
        foreach (JsonElement row in Vectors.Table("crypto.json", "sr25519.messages", 2))
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

    [Test]
    public void BatchesNameTheFirstWrongSignature()
    {
        foreach (JsonElement row in Vectors.Table(File, "batches", 7))
        {
            SignedMessage[] batch =
            [
                .. row.GetProperty("publicKeyMessageSignature").EnumerateArray().Select(triple => triple.EnumerateArray().Select(part => Hex.Parse(part.GetString())).ToArray())
                    .Select(parts => new SignedMessage(parts[0], parts[1], parts[2])),
            ];
            Assert.That(SignatureAlgorithm.Sr25519.IndexOfInvalid(batch), Is.EqualTo(row.Holds("brokenAt") ? row.GetProperty("brokenAt").GetInt32() : -1));
        }

        Assert.That(SignatureAlgorithm.Ed25519.IndexOfInvalid([]), Is.EqualTo(-1));
    }

    [Test]
    public void ASignatureIsForOneContext()
    {
        byte[] signature = new byte[64];
        SignatureAlgorithm.Sr25519.Sign(DevKeypairs.Alice, "session"u8, [1, 2], signature);
        Assert.That(SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, "session"u8, [1, 2], signature));
        Assert.That(SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, "other"u8, [1, 2], signature), Is.False);
        Assert.That(SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, [1, 2], signature), Is.False);
        SignatureAlgorithm.Sr25519.Sign(DevKeypairs.Alice, "substrate"u8, [1, 2], signature);
        Assert.That(SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, [1, 2], signature));
        using Keypair ecdsa = Keypair.Generate(SignatureAlgorithm.Ecdsa);
        Assert.That(() => SignatureAlgorithm.Sr25519.Sign(ecdsa, "session"u8, [1], signature), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => SignatureAlgorithm.Sr25519.Sign(DevKeypairs.Alice, "session"u8, [1], signature.AsSpan(1)), Throws.InstanceOf<ArgumentException>());
    }
}
