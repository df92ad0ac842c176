using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Tests.Crypto;

public class Eip191Tests
{
    [Test]
    public void SignsAndRecoversAsTheReference() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/ecdsa.json", "secp256k1", 25))
        {
            using Keypair keypair = Keypair.FromSeed(row.Bytes("secret"), SignatureAlgorithm.Ethereum);
            JsonElement signed = row.GetProperty("eip191");
            byte[] signature = signed.Bytes("signature");
            Assert.That(Eip191.Hash(row.Message()).ToArray(), Is.EqualTo(signed.Bytes("hash")));
            Assert.That(Eip191.Sign(keypair, row.Message()), Is.EqualTo(signature));
            Assert.That(Eip191.TryRecover(row.Message(), signature, out EthereumAddress address));
            Assert.That(address.ToString(), Is.EqualTo(row.Text("ethereumAddress")));
            signature[^1] -= 27;
            Assert.That(Eip191.TryRecover(row.Message(), signature, out address));
            Assert.That(address.ToString(), Is.EqualTo(row.Text("ethereumAddress")));
        }
    });

    [Test]
    public void RefusesWhatIsNoSignature()
    {
        using Keypair keypair = Keypair.Generate(SignatureAlgorithm.Ethereum);
        byte[] signature = Eip191.Sign(keypair, [1]);
        Assert.That(Eip191.TryRecover([1], signature.AsSpan(1), out _), Is.False);
        signature[^1] = 2;
        Assert.That(Eip191.TryRecover([1], signature, out _), Is.False);
        signature[^1] = 29;
        Assert.That(Eip191.TryRecover([1], signature, out _), Is.False);
        Assert.That(Eip191.TryRecover([1], new byte[65], out _), Is.False);
        Assert.That(() => Eip191.Sign(DevKeypairs.Alice, [1]), Throws.ArgumentException);
    }

    [Test]
    public void RefusesTheUpperHalf()
    {
        JsonElement row = Vectors.Table("rust/ecdsa.json", "secp256k1Malleability", 17).Single(row => row.Text("case") == "high s, v flipped");
        Assert.That(Eip191.TryRecover([1], row.Bytes("signature"), out _), Is.False);
    }
}
