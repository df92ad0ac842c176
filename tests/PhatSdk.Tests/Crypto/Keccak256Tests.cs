using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;

namespace PhatSdk.Tests.Crypto;

public class Keccak256Tests
{
    [Test]
    public void AgreesWithSpCryptoHashing() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "patterns", 88))
        {
            byte[] message = Vectors.Pattern(row.GetProperty("length").GetInt32());
            byte[] hash = new byte[32];
            Keccak256.Hash(message, hash);
            Assert.That(hash, Is.EqualTo(row.Bytes("keccak256")), $"{message.Length} bytes");
            Assert.That(Keccak256.Hash(message).ToArray(), Is.EqualTo(hash));
        }
    });

    [Test]
    public void AgreesOnNamesOfPallets()
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "texts", 8))
        {
            Assert.That(Keccak256.Hash(Encoding.UTF8.GetBytes(row.Text("text"))).ToArray(), Is.EqualTo(row.Bytes("keccak256")));
        }
    }

    [Test]
    public void AgreesWithPolkadotJs()
    {
        foreach (JsonElement row in Vectors.Table("crypto.json", "hashing.keccak256", 3))
        {
            Assert.That(Keccak256.Hash(Vectors.Pattern(row.GetProperty("bytes").GetInt32())).ToArray(), Is.EqualTo(row.Bytes("digest")));
        }
    }

    [Test]
    public void RefusesHashOfAnotherLength() =>
        Assert.That(() => Keccak256.Hash([], new byte[31]), Throws.ArgumentException.With.Message.Contains("not 31"));

    [Test]
    public void AllocatesNothing()
    {
        byte[] data = Vectors.Pattern(1000);
        byte[] hash = new byte[32];
        Allocations.AssertNone(() => Keccak256.Hash(data, hash));
    }
}
