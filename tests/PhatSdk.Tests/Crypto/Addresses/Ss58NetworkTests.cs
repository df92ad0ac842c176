using PhatSdk.Crypto.Addresses;

namespace PhatSdk.Tests.Crypto.Addresses;

public class Ss58NetworkTests
{
    [Test]
    public void NetworksAreFoundByPrefixAndName()
    {
        Assert.That(Ss58Network.TryFind(Ss58Prefix.Phala, out Ss58Network? network));
        Assert.That(network, Is.EqualTo(new Ss58Network(Ss58Prefix.Phala, "phala", "Phala Network", "PHA", 12)));
        Assert.That(network!.ToString(), Is.EqualTo("Phala Network (30)"));
        Assert.That(Ss58Network.TryFind("Polkadot", out network) && network.Prefix == Ss58Prefix.Polkadot);
        Assert.That(Ss58Network.TryFind("nowhere", out network), Is.False);
        Assert.That(network, Is.Null);
        Assert.That(Ss58Network.TryFind(new Ss58Prefix(46), out _), Is.False);
    }

    [Test]
    public void EachIsThereOnceInOrderAndHasAddresses()
    {
        Assert.That(Ss58Network.All.Select(network => network.Prefix.Value), Is.Ordered.And.Unique);
        Assert.That(Ss58Network.All.Select(network => network.Name), Is.Unique);
        Assert.That(Ss58Network.All, Has.All.Matches<Ss58Network>(network => network.Symbol is null == network.Decimals is null));
        Assert.That(Ss58Network.All.Select(network => Ss58Address.Format(default, network.Prefix)), Is.Unique);
    }
}
