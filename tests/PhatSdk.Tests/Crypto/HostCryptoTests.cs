using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;

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
}
