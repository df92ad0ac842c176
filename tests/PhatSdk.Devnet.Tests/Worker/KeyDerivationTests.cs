using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class KeyDerivationTests
{
    private static readonly AccountId Contract = new(Enumerable.Repeat((byte)0x2a, 32).ToArray());

    [Test]
    public void TheDevelopmentIdentityIsThatOfPhala()
    {
        using WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        Assert.That(Hex.Format(keys.Identity.PublicKey.Span), Is.EqualTo("0x3a3d45dc55b57bf542f4c6ff41af080ec675317f4ed50ae1d2713bf9f892692d"));
    }

    [Test]
    public void ClusterKeysComeFromTheMasterKey()
    {
        using WorkerKeys keys = new(Seed(9), Seed(1));
        using Keypair cluster = keys.DeriveClusterKey(ClusterBlueprint.FirstCluster);
        Assert.That(Hex.Format(cluster.PublicKey.Span), Is.EqualTo("0x12a2d04f20aced72d644cd773b068287ee6f3493221f2719caff292bbc285b6c"));
    }

    [Test]
    public void ContractKeysComeFromTheClusterKey()
    {
        using ClusterKeys keys = Cluster();
        using Keypair contract = keys.DeriveContractKey(Contract);
        Assert.That(Hex.Format(contract.PublicKey.Span), Is.EqualTo("0xf0901e0160a59b72f40f52261a4dd397b65b593d52f65bdba6f202a695c5a314"));
    }

    [Test]
    public void ContractsGetSecretsOfTheirOwn()
    {
        using ClusterKeys keys = Cluster();
        byte[] secret = new byte[KeyDerivation.SecretKeySize];
        keys.DeriveContractSecret(Contract, "salt"u8, secret);
        Assert.That(
            Hex.Format(secret),
            Is.EqualTo("0x42003aa088b2257468c367379d8f1a1b2d6f30128139fa7f45f5701464e9d20b94400eaddc7e25a780701b0984ac9a788d8bdad70be24d0198e13d6b43352c74"));
    }

    [Test]
    public void TheTextOfKeysTellsNoSecret()
    {
        using ClusterKeys keys = Cluster();
        byte[] secret = new byte[KeyDerivation.SecretKeySize];
        keys.Cluster.ExportSecretKey(secret);
        Assert.That(keys.ToString() + keys.Cluster, Does.Not.Contain(Convert.ToHexStringLower(secret[..32])));
    }

    private static ClusterKeys Cluster()
    {
        using WorkerKeys keys = new(Seed(9), Seed(1));
        return new ClusterKeys(keys.DeriveClusterKey(ClusterBlueprint.FirstCluster));
    }

    private static byte[] Seed(byte value) => [.. Enumerable.Repeat(value, 32)];
}
