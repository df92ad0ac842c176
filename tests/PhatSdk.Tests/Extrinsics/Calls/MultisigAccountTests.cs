using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Extrinsics.Calls;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Extrinsics.Calls;

internal sealed class MultisigAccountTests
{
    private static readonly AccountId Alice = DevKeypairs.Alice.AccountId;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;
    private static readonly AccountId Charlie = DevKeypairs.Charlie.AccountId;

    /// <summary>The address is that of the Polkadot documentation's worked example.</summary>
    [Test]
    public void AccountIsThatOfTheWorkedExample()
    {
        MultisigAccount multisig = new(2, Charlie, Alice, Bob);

        Assert.That(Ss58Address.Format(multisig.AccountId, Ss58Prefix.Substrate), Is.EqualTo("5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7"));
        Assert.That(new MultisigAccount(2, Alice, Bob, Charlie).AccountId, Is.EqualTo(multisig.AccountId));
        Assert.That(new MultisigAccount(3, Alice, Bob, Charlie).AccountId, Is.Not.EqualTo(multisig.AccountId));
    }

    [Test]
    public void OthersAreSortedAndWithoutTheSigner()
    {
        MultisigAccount multisig = new(2, Alice, Bob, Charlie);

        Assert.That(multisig.Signatories.Select(signatory => signatory.ToString()), Is.Ordered);
        Assert.That(multisig.OthersThan(Bob), Is.EqualTo(multisig.Signatories.Where(signatory => signatory != Bob)));
        Assert.That(() => multisig.OthersThan(DevKeypairs.Eve.AccountId), Throws.ArgumentException);
    }

    [Test]
    public void WhatNobodyCouldApproveIsRefused()
    {
        Assert.Throws<ArgumentException>(() => _ = new MultisigAccount(1, Alice));
        Assert.Throws<ArgumentException>(() => _ = new MultisigAccount(0, Alice, Bob));
        Assert.Throws<ArgumentException>(() => _ = new MultisigAccount(3, Alice, Bob));
        Assert.Throws<ArgumentException>(() => _ = new MultisigAccount(2, Alice, Bob, Alice));
    }
}
