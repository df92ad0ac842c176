using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Tests.Crypto;

public class HostCryptoTests
{
    [Test]
    public void VerifiesSr25519AsSchnorrkel() => Assert.Multiple(() =>
    {
        const string File = "rust/sr25519.json";
        string substrate = "0x" + Convert.ToHexStringLower(Encoding.ASCII.GetBytes("substrate"));
        int checkedRows = 0;
        foreach ((JsonElement row, bool expected) in Vectors.Table(File, "verifyAccepted", 40).Select(row => (row, true))
            .Concat(Vectors.Table(File, "verifyRefused", 51).Select(row => (row, false)))
            .Concat(Vectors.Table(File, "verifySurprising", 2).Select(row => (row, true))))
        {
            if (row.Text("context") == substrate)
            {
                checkedRows++;
                Assert.That(
                    HostCrypto.VerifySr25519(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")), Is.EqualTo(expected), row.ToString());
            }
        }

        Assert.That(checkedRows, Is.GreaterThan(70));
    });

    [Test]
    public void SignsHashesAsSpCore() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1Prehashed", 6))
        {
            byte[] signature = new byte[65];
            HostCrypto.SignEcdsaPrehashed(row.Bytes("secret"), row.Bytes("hash"), signature);
            Assert.That(signature, Is.EqualTo(row.Bytes("signature")), row.ToString());
        }
    });

    [Test]
    public void SignsHashesByKeysOnly()
    {
        byte[] hash = new byte[32];
        byte[] signature = new byte[65];
        Assert.Multiple(() =>
        {
            Assert.That(() => HostCrypto.SignEcdsaPrehashed(new byte[32], hash, signature), Throws.ArgumentException);
            Assert.That(() => HostCrypto.SignEcdsaPrehashed(hash.AsSpan(1), hash, signature), Throws.ArgumentException);
            Assert.That(() => HostCrypto.SignEcdsaPrehashed([.. Enumerable.Repeat((byte)0xff, 32)], hash, signature), Throws.ArgumentException);
            Assert.That(() => HostCrypto.SignEcdsaPrehashed([.. Enumerable.Repeat((byte)1, 32)], hash.AsSpan(1), signature), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => HostCrypto.SignEcdsaPrehashed([.. Enumerable.Repeat((byte)1, 32)], hash, signature.AsSpan(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void VerifiesEd25519AsSpCore() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "ed25519", 28))
        {
            Assert.That(HostCrypto.VerifyEd25519(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")));
        }

        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "ed25519Cases", 43))
        {
            Assert.That(
                HostCrypto.VerifyEd25519(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")), Is.EqualTo(row.Flag("spCore")), row.Text("case"));
        }
    });

    [Test]
    public void TakesAllPairsOfSmallOrderOfZip215() => Assert.Multiple(() =>
    {
        // The scalar is zero and both points are of small order: they sign every message.
        byte[] message = Vectors.Pattern(5);
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "ed25519SmallOrder", 196))
        {
            Assert.That(row.Flag("spCore"));
            Assert.That(HostCrypto.VerifyEd25519(row.Bytes("publicKey"), message, row.Bytes("signature")), row.ToString());
        }
    });

    [Test]
    public void VerifiesEcdsaAsSpCore() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1Malleability", 17))
        {
            Assert.That(
                HostCrypto.VerifyEcdsa(row.Bytes("publicKey"), row.Message(), row.Bytes("signature")), Is.EqualTo(row.Flag("spCoreVerifies")), row.Text("case"));
        }
    });

    [Test]
    public void RecoversAsSpCoreButForRecoveryNumbersOf27AndMore() => Assert.Multiple(() =>
    {
        byte[] compressed = new byte[33];
        byte[] coordinates = new byte[64];
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1Malleability", 17))
        {
            string name = row.Text("case");
            EcdsaRecovery result = HostCrypto.Recover(row.Bytes("signature"), row.Bytes("hash"), compressed);
            Assert.That(HostCrypto.Recover(row.Bytes("signature"), row.Bytes("hash"), coordinates), Is.EqualTo(result), name);
            EcdsaRecovery expected = name switch
            {
                "v + 4" or "v 255" => EcdsaRecovery.BadV,
                "r = n" or "s = n" or "r all ones" or "s all ones" => EcdsaRecovery.BadRs,
                "r zero" or "s zero" or "all zero" or "v + 2" => EcdsaRecovery.BadSignature,
                _ => EcdsaRecovery.Recovered,
            };
            Assert.That(result, Is.EqualTo(expected), name);
            if (result is EcdsaRecovery.Recovered)
            {
                // The host function, unlike sp-core's own recover, takes 27 for 0 as Ethereum writes it.
                Assert.That(compressed, Is.EqualTo(row.Bytes(name == "v + 27" ? "publicKey" : "spCoreRecovers")), name);
                Assert.That(coordinates[..32], Is.EqualTo(compressed[1..]), name);
            }
            else
            {
                Assert.That(row.Holds("spCoreRecovers"), Is.False, name);
            }
        }
    });

    [Test]
    public void RecoversFromEverySignatureOfTheTables() => Assert.Multiple(() =>
    {
        byte[] compressed = new byte[33];
        byte[] coordinates = new byte[64];
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1", 25))
        {
            foreach (JsonElement signed in new[] { row.GetProperty("blake2_256"), row.GetProperty("keccak256"), row.GetProperty("eip191") })
            {
                Assert.That(HostCrypto.Recover(signed.Bytes("signature"), signed.Bytes("hash"), compressed), Is.EqualTo(EcdsaRecovery.Recovered));
                Assert.That(compressed, Is.EqualTo(row.Bytes("publicKey")));
                Assert.That(HostCrypto.Recover(signed.Bytes("signature"), signed.Bytes("hash"), coordinates), Is.EqualTo(EcdsaRecovery.Recovered));
                Assert.That(coordinates, Is.EqualTo(row.Bytes("publicKeyUncompressed")[1..]));
            }
        }

        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1Prehashed", 6))
        {
            Assert.That(HostCrypto.Recover(row.Bytes("signature"), row.Bytes("hash"), compressed), Is.EqualTo(EcdsaRecovery.Recovered));
            Assert.That(compressed, Is.EqualTo(row.Bytes("publicKey")), row.Text("case"));
        }
    });

    [Test]
    public void OtherLengthsAreNoSignatures()
    {
        byte[] publicKey = DevKeypairs.Alice.PublicKey.ToArray();
        byte[] signature = DevKeypairs.Alice.Sign([]);
        Assert.That(HostCrypto.VerifySr25519(publicKey.AsSpan(1), [], signature), Is.False);
        Assert.That(HostCrypto.VerifySr25519(publicKey, [], signature.AsSpan(1)), Is.False);
        Assert.That(HostCrypto.VerifyEd25519(publicKey.AsSpan(1), [], signature), Is.False);
        Assert.That(HostCrypto.VerifyEd25519(publicKey, [], signature.AsSpan(1)), Is.False);
        Assert.That(HostCrypto.VerifyEcdsa(publicKey, [], signature), Is.False);
        Assert.That(() => HostCrypto.Recover(signature, new byte[32], new byte[33]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => HostCrypto.Recover(new byte[65], new byte[31], new byte[33]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => HostCrypto.Recover(new byte[65], new byte[32], new byte[65]), Throws.InstanceOf<ArgumentException>());
    }
}
