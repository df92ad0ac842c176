using System.Text.Json;
using PhatSdk.Crypto.Keccak;

namespace PhatSdk.Tests.Crypto.Keccak;

public class KeccakSpongeTests
{
    [Test]
    public void AgreesWithSpCryptoHashingOn512Bits() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/hashes.json", "patterns", 88))
        {
            byte[] message = Vectors.Pattern(row.GetProperty("length").GetInt32());
            byte[] hash = new byte[64];
            KeccakSponge.Hash(message, hash);
            Assert.That(hash, Is.EqualTo(row.Bytes("keccak512")), $"{message.Length} bytes");
        }
    });
}
