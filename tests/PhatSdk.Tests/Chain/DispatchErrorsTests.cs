using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

internal sealed class DispatchErrorsTests
{
    /// <summary>The layout: <c>sp_runtime::DispatchError</c>.</summary>
    [TestCase("00", "Other")]
    [TestCase("01", "CannotLookup")]
    [TestCase("02", "BadOrigin")]
    [TestCase("0700", "Token.FundsUnavailable")]
    [TestCase("0702", "Token.BelowMinimum")]
    [TestCase("0801", "Arithmetic.Overflow")]
    [TestCase("0901", "Transactional.NoLayer")]
    [TestCase("0d", "RootNotAllowed")]
    public void ErrorsOfTheRuntimeHaveNames(string encoded, string expected)
    {
        DispatchError error = Decode(Convert.FromHexString(encoded));

        Assert.That(error.ToString(), Is.EqualTo(expected));
        Assert.That(error.Pallet, Is.Null);
        Assert.That(error.Docs, Is.Empty);
    }

    [Test]
    public void ErrorsOfPalletsHaveNamesAndDocs()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        PalletMetadata balances = metadata["Balances"];
        TypeVariant insufficient = ((VariantType)metadata.Types[balances.ErrorTypeId!.Value]).Variants.Single(variant => variant.Name == "InsufficientBalance");

        DispatchError error = Decode([3, balances.Index, insufficient.Index, 0, 0, 0]);

        Assert.That(error.Pallet, Is.EqualTo("Balances"));
        Assert.That(error.Name, Is.EqualTo("InsufficientBalance"));
        Assert.That(error.Docs, Is.EqualTo("Balance too low to send value."));
        Assert.That(error.ToString(), Is.EqualTo("Balances.InsufficientBalance"));
    }

    [Test]
    public void AModuleErrorWithoutBytesIsRefused()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        ScaleValue module = ScaleValue.Fields(("index", (uint)metadata["Balances"].Index), ("error", Array.Empty<byte>()));

        Assert.That(
            () => DispatchErrors.From(ScaleValue.Variant("Module", module), metadata),
            Throws.InstanceOf<MetadataException>().With.Message.Contains("Balances"));
    }

    [Test]
    public void UnknownErrorOfAPalletHasItsNumber() =>
        Assert.That(Decode([3, RecordedMetadata.PhatChain["Balances"].Index, 250, 0, 0, 0]).ToString(), Is.EqualTo("Balances.error 250"));

    [Test]
    public void UnknownPalletAndUnknownErrorAreRefused()
    {
        Assert.Throws<MetadataException>(() => Decode([3, 250, 0, 0, 0, 0]));
        Assert.Throws<ScaleException>(() => Decode([99]));
        Assert.Throws<ScaleException>(() => Decode([3, 0]));
    }

    [Test]
    public void EveryErrorOfEveryPalletIsNamed()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        foreach (PalletMetadata pallet in metadata.Pallets.Where(pallet => pallet.ErrorTypeId is not null))
        {
            foreach (TypeVariant variant in ((VariantType)metadata.Types[pallet.ErrorTypeId!.Value]).Variants)
            {
                Assert.That(Decode([3, pallet.Index, variant.Index, 0, 0, 0]).ToString(), Is.EqualTo($"{pallet.Name}.{variant.Name}"));
            }
        }
    }

    [Test]
    public void RecordedFailuresHaveNames()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        string[] failures =
        [
            .. RecordedBlocks.All.SelectMany(block => ChainEvents.Decode(metadata, block.Events))
                .Where(record => record.Is("System", "ExtrinsicFailed"))
                .Select(record => DispatchErrors.From(record.Fields["dispatch_error"], metadata).ToString())
                .Distinct(),
        ];

        Assert.That(failures, Has.Member("Contracts.ContractTrapped").And.Member("Contracts.OutOfGas").And.Member("Contracts.ContractReverted").And.Member("Sudo.RequireSudo"));
    }

    private static DispatchError Decode(byte[] encoded)
    {
        ScaleReader reader = new(encoded);
        DispatchError error = DispatchErrors.Read(ref reader, RecordedMetadata.PhatChain);
        reader.ThrowIfNotAtEnd();
        return error;
    }
}
