using PhatSdk.Crypto;

namespace PhatSdk.Tests.Crypto;

public class DevKeypairsTests
{
    [Test]
    public void AreThoseThatSubkeyDerives()
    {
        Dictionary<string, string> publicKeys = Vectors.Table("rust/suri.json", "uris", 142)
            .GroupBy(row => row.Text("uri")).ToDictionary(rows => rows.Key, rows => rows.First().GetProperty("sr25519").Text("publicKey"));
        Assert.That(Vectors.File("rust/suri.json").Text("devPhrase"), Is.EqualTo(DevKeypairs.Phrase));
        foreach ((Keypair keypair, string uri) in new[]
        {
            (DevKeypairs.Alice, "//Alice"), (DevKeypairs.Bob, "//Bob"), (DevKeypairs.Charlie, "//Charlie"),
            (DevKeypairs.Dave, "//Dave"), (DevKeypairs.Eve, "//Eve"), (DevKeypairs.Ferdie, "//Ferdie"),
        })
        {
            Assert.That(keypair.AccountId.ToString(), Is.EqualTo(publicKeys[uri]), uri);
        }
    }

    [Test]
    public void OutliveDisposal()
    {
        DevKeypairs.Dave.Dispose();
        Assert.That(DevKeypairs.Dave.Sign([1]), Has.Length.EqualTo(64));
    }
}
