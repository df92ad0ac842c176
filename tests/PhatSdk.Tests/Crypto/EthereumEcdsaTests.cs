using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Tests.Crypto;

public class EthereumEcdsaTests
{
    [Test]
    public void SignsKeccak256AsTheReference() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1", 25))
        {
            using Keypair keypair = Keypair.FromUri(row.Text("secret"), SignatureAlgorithm.Ethereum);
            JsonElement signed = row.GetProperty("keccak256");
            Assert.That(Keccak256.Hash(row.Message()).ToArray(), Is.EqualTo(signed.Bytes("hash")));
            Assert.That(keypair.Sign(row.Message()), Is.EqualTo(signed.Bytes("signature")));
            Assert.That(SignatureAlgorithm.Ethereum.Verify(row.Bytes("publicKey"), row.Message(), signed.Bytes("signature")));
            Assert.That(SignatureAlgorithm.Ethereum.Verify(row.Bytes("publicKey"), row.Message(), row.GetProperty("blake2_256").Bytes("signature")), Is.False);
            Assert.That(keypair.AccountId, Is.EqualTo(EthereumAddress.Parse(row.Text("ethereumAddress")).ToPhalaAccountId()));
        }
    });

    [Test]
    public void RefusesPhrasesAndJunctions()
    {
        string seed = "0x" + new string('1', 64);
        Assert.That(() => Keypair.FromUri("//Alice", SignatureAlgorithm.Ethereum), Throws.ArgumentException.With.Message.Contains("phrase"));
        Assert.That(() => Keypair.FromUri(seed + "//a", SignatureAlgorithm.Ethereum), Throws.ArgumentException.With.Message.Contains("no junctions"));
        Assert.That(() => Keypair.FromUri(seed + "/a", SignatureAlgorithm.Ethereum), Throws.ArgumentException.With.Message.Contains("no junctions"));
    }
}
