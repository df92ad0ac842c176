using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Addresses;

public class KeylessAccountTests
{
    private static readonly AccountId Alice = DevKeypairs.Alice.AccountId;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;
    private static readonly AccountId Charlie = DevKeypairs.Charlie.AccountId;

    // createKeyMulti of @polkadot/util-crypto 14.0.3.
    [TestCase(2, "0x49daa32c7287890f38b7e1a8cd2961723d36d20baa0bf3b82e0c4bdda93b1c0a")]
    [TestCase(3, "0x5d147638256753bfd2f7a5634b1a91b56b0ba26d9ac7b54c6f6e16007d926505")]
    public void MultisigAccountsAreThoseOfPolkadotJsInAnyOrder(int threshold, string expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KeylessAccount.Multisig([Alice, Bob, Charlie], (ushort)threshold).ToString(), Is.EqualTo(expected));
            Assert.That(KeylessAccount.Multisig([Charlie, Alice, Bob], (ushort)threshold).ToString(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void RefusesMultisigAccountsThatCannotBe()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => KeylessAccount.Multisig([Alice], 1), Throws.ArgumentException.With.Message.Contains("not 1"));
            Assert.That(() => KeylessAccount.Multisig([Alice, Bob, Alice], 2), Throws.ArgumentException.With.Message.Contains(Alice.ToString()));
            Assert.That(() => KeylessAccount.Multisig([Alice, Bob], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => KeylessAccount.Multisig([Alice, Bob], 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    // createKeyDerived of @polkadot/util-crypto 14.0.3.
    [TestCase(0, "0x799239e4ab0a3de63582363422f344346eb55bee62885a84a0c8aaf5aa564995")]
    [TestCase(258, "0xe590147f52ea0e21bd0145de81a5343042062dbdf829b366e91c3c3b83cc2b38")]
    public void DerivativeAccountsAreThoseOfPolkadotJs(int index, string expected) =>
        Assert.That(KeylessAccount.Derivative(Alice, (ushort)index).ToString(), Is.EqualTo(expected));

    // BLAKE2b-256 by Python's hashlib of the bytes that pallet-proxy hashes.
    [Test]
    public void PureProxiesHashWhatThePalletHashes() =>
        Assert.That(KeylessAccount.PureProxy(Alice, proxyType: 0, index: 258, height: 0x01020304, extrinsicIndex: 7).ToString(), Is.EqualTo("0xa172d4bbba9bb94c1d19b1b2533b3cc0669af87e56caa0aabed1bb6f721ca461"));

    [TestCase("13UVJyLnbVp9RBZYFwFGyDvVd1y27Tt8tkntv6Q7JVPhFsTB", TestName = "TheTreasuryOfPolkadotIsAPalletsAccount")]
    public void PalletAccountsAreThoseOfChains(string address) => Assert.That(KeylessAccount.Pallet("py/trsry"u8), Is.EqualTo(Ss58Address.Parse(address)));

    [Test]
    public void RefusesPalletIdsOfOtherLengths() => Assert.That(() => KeylessAccount.Pallet("py/trsr"u8), Throws.ArgumentException.With.Message.Contains("not 7"));

    [Test]
    public void ParachainsHaveTheAccountsThatExplorersShow()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KeylessAccount.Parachain(1000), Is.EqualTo(Ss58Address.Parse("5Ec4AhPZk8STuex8Wsi9TwDtJQxKqzPJRCH7348Xtcs9vZLJ")));
            Assert.That(KeylessAccount.SiblingParachain(1000), Is.EqualTo(Ss58Address.Parse("5Eg2fntNprdN3FgH4sfEaaZhYtddZQSQUqvYJ1f2mLtinVhV")));
        }
    }
}
