using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto;

public class Blake2bTests
{
    [Test]
    public void AgreesWithSpCryptoHashing() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "patterns", 88))
        {
            byte[] message = Vectors.Pattern(row.GetProperty("length").GetInt32());
            foreach ((string name, int size) in new[] { ("blake2_64", 8), ("blake2_128", 16), ("blake2_256", 32), ("blake2_512", 64) })
            {
                byte[] digest = new byte[size];
                Blake2b.Hash(message, digest);
                Assert.That(digest, Is.EqualTo(row.Bytes(name)), $"{name} of {message.Length} bytes");
            }

            Assert.That(Blake2b.Hash256(message), Is.EqualTo(new Hash256(row.Bytes("blake2_256"))));
        }
    });

    [Test]
    public void AgreesOnNamesOfPallets()
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "texts", 8))
        {
            Assert.That(Blake2b.Hash256(Encoding.UTF8.GetBytes(row.Text("text"))).ToArray(), Is.EqualTo(row.Bytes("blake2_256")));
        }
    }

    [Test]
    public void AgreesWithPolkadotJs()
    {
        foreach (JsonElement row in Vectors.Table("crypto.json", "hashing.blake2b256", 3))
        {
            Assert.That(Blake2b.Hash256(Vectors.Pattern(row.GetProperty("bytes").GetInt32())).ToArray(), Is.EqualTo(row.Bytes("digest")));
        }
    }

    [TestCase(0)]
    [TestCase(65)]
    public void RefusesDigestOfAnotherLength(int length) =>
        Assert.That(() => Blake2b.Hash([], new byte[length]), Throws.ArgumentException.With.Message.Contains($"not {length}"));

    [Test]
    public void HashesInPlace()
    {
        byte[] buffer = Vectors.Pattern(32);
        Blake2b.Hash(buffer, buffer);
        Assert.That(buffer, Is.EqualTo(Blake2b.Hash256(Vectors.Pattern(32)).ToArray()));
    }

    [Test]
    public void AllocatesNothing()
    {
        byte[] data = Vectors.Pattern(1000);
        byte[] digest = new byte[16];
        Allocations.AssertNone(() =>
        {
            Blake2b.Hash(data, digest);
            Blake2b.Hash256(data);
        });
    }
}
