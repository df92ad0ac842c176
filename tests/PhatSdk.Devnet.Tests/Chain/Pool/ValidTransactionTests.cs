using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Chain.Pool;

public sealed class ValidTransactionTests
{
    private static readonly byte[] Valid = Hex.Parse(
        "0x00" + "0700000000000000" + "04" + "0c010203" + "08" + "04aa" + "08bbcc" + "4000000000000000" + "01");

    [Test]
    public void DecodesAValidOne()
    {
        Assert.That(ValidTransaction.DecodeValidity(Valid).TryGetValue(out ValidTransaction? valid, out _), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(valid!.Priority, Is.EqualTo(7));
            Assert.That(valid.Requires, Is.EqualTo(new[] { new TransactionTag([1, 2, 3]) }));
            Assert.That(valid.Provides, Is.EqualTo(new[] { new TransactionTag([0xaa]), new TransactionTag([0xbb, 0xcc]) }));
            Assert.That(valid.Longevity, Is.EqualTo(64));
        });
    }

    [TestCase("0x010001", "Inability to pay some fees (e.g. account balance too low)")]
    [TestCase("0x010002", "Transaction will be valid in the future")]
    [TestCase("0x010003", "Transaction is outdated")]
    [TestCase("0x010004", "Transaction has a bad signature")]
    [TestCase("0x010005", "Transaction has an ancient birth block")]
    [TestCase("0x010006", "Transaction would exhaust the block limits")]
    [TestCase("0x0100072a", "Custom error: 42")]
    [TestCase("0x01000a", "Invalid signing address")]
    [TestCase("0x010100", "CannotLookup")]
    [TestCase("0x0101022a", "Custom(42)")]
    public void DecodesAnError(string validity, string message)
    {
        Assert.That(ValidTransaction.DecodeValidity(Hex.Parse(validity)).TryGetValue(out _, out TransactionValidityError error), Is.False);
        Assert.That(error.Message, Is.EqualTo(message));
    }

    [Test]
    public void EveryTruncationIsRefused()
    {
        for (int length = 0; length < Valid.Length; length++)
        {
            Assert.That(() => ValidTransaction.DecodeValidity(Valid.AsSpan(0, length)), Throws.InstanceOf<ScaleException>(), $"{length} bytes");
        }
    }

    [TestCase("0x02")]
    [TestCase("0x010201")]
    [TestCase("0x01000301")]
    public void OtherBytesAreRefused(string validity) =>
        Assert.That(() => ValidTransaction.DecodeValidity(Hex.Parse(validity)), Throws.InstanceOf<ScaleException>());
}
