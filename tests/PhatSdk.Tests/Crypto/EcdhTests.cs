using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto;

namespace PhatSdk.Tests.Crypto;

public class EcdhTests
{
    // The row whose peer is the identity is refused here on purpose: the shared key is zero for everybody.
    [Test]
    public void AgreesAsPhalaAndRefusesWhatIsNoPeer() => Assert.Multiple(() =>
    {
        int refused = 0;
        byte[] shared = new byte[32];
        foreach (JsonElement row in Vectors.Table("rust/sr25519.json", "keyAgreement", 53))
        {
            using Keypair own = Keypair.FromSecretKey(row.Bytes("secretKeyA"));
            if (row.Holds("case"))
            {
                refused++;
                Assert.That(() => Ecdh.Agree(own, row.Bytes("publicKeyB"), shared), Throws.InstanceOf<CryptographicException>(), row.Text("case"));
                continue;
            }

            Ecdh.Agree(own, row.Bytes("publicKeyB"), shared);
            Assert.That(shared, Is.EqualTo(row.Bytes("shared")));
            using Keypair peer = Keypair.FromSecretKey(row.Bytes("secretKeyB"));
            Ecdh.Agree(peer, own.PublicKey.Span, shared);
            Assert.That(shared, Is.EqualTo(row.Bytes("shared")));
        }

        Assert.That(refused, Is.EqualTo(3));
    });

    [Test]
    public void AgreesAsPolkadotJs()
    {
        JsonElement agree = Vectors.File("crypto.json").GetProperty("sr25519").GetProperty("agree");
        byte[] shared = new byte[32];
        Ecdh.Agree(DevKeypairs.Alice, DevKeypairs.Bob.PublicKey.Span, shared);
        Assert.That(shared, Is.EqualTo(agree.Bytes("shared")));
    }

    [Test]
    public void RefusesSpansOfAnotherLength()
    {
        byte[] publicKey = DevKeypairs.Bob.PublicKey.ToArray();
        Assert.That(() => Ecdh.Agree(DevKeypairs.Alice, publicKey.AsSpan(1), new byte[32]), Throws.ArgumentException);
        Assert.That(() => Ecdh.Agree(DevKeypairs.Alice, publicKey, new byte[31]), Throws.ArgumentException);
    }

    [Test]
    public void AllocatesNothing()
    {
        byte[] publicKey = DevKeypairs.Bob.PublicKey.ToArray();
        byte[] shared = new byte[32];
        Allocations.AssertNone(() => Ecdh.Agree(DevKeypairs.Alice, publicKey, shared));
    }
}
