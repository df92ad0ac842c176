using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Extrinsics.Extensions;

internal sealed class SignedExtensionTests
{
    private static readonly string Genesis = new('9', 64);
    private static readonly string EraBlock = new('b', 64);

    private static readonly SigningContext Context = new()
    {
        GenesisHash = Hash256.Parse(Genesis),
        EraBlockHash = Hash256.Parse(EraBlock),
        SpecVersion = 100,
        TransactionVersion = 1,
        Nonce = 5,
        Era = Era.Mortal(64, 2),
    };

    private static readonly SigningContext Other = Context with
    {
        Era = Era.Immortal,
        Nonce = 64,
        Tip = 16384,
        MetadataHash = Hash256.Parse(new string('c', 64)),
        FeeAsset = new byte[] { 7, 0, 0, 0 },
    };

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return new TestCaseData(new CheckNonZeroSender(), "", "", "", "");
        yield return new TestCaseData(new CheckSpecVersion(), "", "64000000", "", "64000000");
        yield return new TestCaseData(new CheckTxVersion(), "", "01000000", "", "01000000");
        yield return new TestCaseData(new CheckGenesis(), "", Genesis, "", Genesis);
        yield return new TestCaseData(new CheckMortality(), "2500", EraBlock, "00", Genesis);
        yield return new TestCaseData(new CheckNonce(), "14", "", "0101", "");
        yield return new TestCaseData(new CheckWeight(), "", "", "", "");
        yield return new TestCaseData(new CheckMqSequence(), "", "", "", "");
        yield return new TestCaseData(new ChargeTransactionPayment(), "00", "", "02000100", "");
        yield return new TestCaseData(new ChargeAssetTxPayment(), "0000", "", "020001000107000000", "");
        yield return new TestCaseData(new CheckMetadataHash(), "00", "00", "01", "01" + new string('c', 64));
        yield return new TestCaseData(new StorageWeightReclaim(), "", "", "", "");
        yield return new TestCaseData(new VerifyMultiSignature(), "01", "", "01", "");
    }

    /// <summary>Layouts: the extensions of polkadot-sdk's pallets, as their types in the metadata tell; the mortal case is that of a worked example.</summary>
    [TestCaseSource(nameof(Cases))]
    public void ExtensionSaysWhatTheRuntimeReads(ISignedExtension extension, string extra, string additional, string otherExtra, string otherAdditional)
    {
        Assert.Multiple(() =>
        {
            Assert.That(extension.Identifier, Is.EqualTo(extension.GetType().Name));
            Assert.That(Extra(extension, Context), Is.EqualTo(extra));
            Assert.That(Additional(extension, Context), Is.EqualTo(additional));
            Assert.That(Extra(extension, Other), Is.EqualTo(otherExtra));
            Assert.That(Additional(extension, Other), Is.EqualTo(otherAdditional));
        });
    }

    [Test]
    public void EachExtensionHasACase()
    {
        IEnumerable<Type> written = typeof(ISignedExtension).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ISignedExtension)));

        Assert.That(Cases().Select(data => data.Arguments[0]!.GetType()), Is.EquivalentTo(written.Where(type => type.IsPublic)));
    }

    private static string Extra(ISignedExtension extension, SigningContext context) =>
        Convert.ToHexStringLower(ScaleCodec.Encode(extension, (ref writer, value) => value.EncodeExtra(ref writer, context)));

    private static string Additional(ISignedExtension extension, SigningContext context) =>
        Convert.ToHexStringLower(ScaleCodec.Encode(extension, (ref writer, value) => value.EncodeAdditionalSigned(ref writer, context)));
}
