using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;

namespace PhatSdk.Tests.Crypto;

public class TwoxTests
{
    [Test]
    public void AgreesWithSpCryptoHashing() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "patterns", 88))
        {
            byte[] message = Vectors.Pattern(row.GetProperty("length").GetInt32());
            foreach ((string name, int size) in new[] { ("twox64", 8), ("twox128", 16), ("twox256", 32) })
            {
                byte[] hash = new byte[size];
                Twox.Hash(message, hash);
                Assert.That(hash, Is.EqualTo(row.Bytes(name)), $"{name} of {message.Length} bytes");
            }

            byte[] all = row.Bytes("twox256");
            for (int seed = 0; seed < 4; seed++)
            {
                Assert.That(Twox.Hash64(message, (ulong)seed), Is.EqualTo(BinaryPrimitives.ReadUInt64LittleEndian(all.AsSpan(8 * seed))));
            }
        }
    });

    [Test]
    public void AgreesOnNamesOfPallets()
    {
        IEnumerable<(string Text, byte[] Hash)> rows = Vectors.Table("rust/hashes.json", "texts", 8).Select(row => (row.Text("text"), row.Bytes("twox128")))
            .Concat(Vectors.Table("crypto.json", "hashing.twox128", 8).Select(row => (row.Text("text"), row.Bytes("digest"))));
        foreach ((string text, byte[] expected) in rows)
        {
            byte[] hash = new byte[16];
            Twox.Hash(Encoding.UTF8.GetBytes(text), hash);
            Assert.That(hash, Is.EqualTo(expected), text);
        }
    }

    [TestCase(0)]
    [TestCase(12)]
    [TestCase(64)]
    public void RefusesHashOfAnotherLength(int length) =>
        Assert.That(() => Twox.Hash([1], new byte[length]), Throws.ArgumentException.With.Message.Contains($"not {length}"));

    [Test]
    public void RefusesHashOverItsOwnInput()
    {
        byte[] buffer = new byte[32];
        Assert.That(() => Twox.Hash(buffer.AsSpan(0, 16), buffer.AsSpan(8, 16)), Throws.ArgumentException);
    }

    [Test]
    public void AllocatesNothing()
    {
        byte[] data = Vectors.Pattern(100);
        byte[] hash = new byte[16];
        Allocations.AssertNone(() => Twox.Hash(data, hash));
    }
}
