using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

internal sealed class SignedExtensionsTests
{
    [TestCase("polkadot_v15.scale", "PrevalidateAttests")]
    [TestCase("substrate_v15.scale", "WeightReclaim")]
    public void UnknownExtensionWithoutContentIsLeftOut(string file, string unknown)
    {
        RuntimeMetadata metadata = RecordedMetadata.Of(file);
        IEnumerable<string> asked = metadata.Extrinsic.SignedExtensions.Select(extension => extension.Identifier);

        Assert.That(asked, Has.Member(unknown));
        Assert.That(SignedExtensions.Default.InOrderOf(metadata).Select(extension => extension.Identifier), Is.EqualTo(asked.Where(name => name != unknown)));
    }

    [Test]
    public void OrderIsTheRuntimes()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;

        Assert.That(
            SignedExtensions.Default.InOrderOf(metadata).Select(extension => extension.Identifier),
            Is.EqualTo(metadata.Extrinsic.SignedExtensions.Select(extension => extension.Identifier)));
    }

    [Test]
    public void UnknownExtensionWithContentIsNamed()
    {
        SignedExtensions few = new([new CheckNonce(), new CheckMortality()]);

        UnknownSignedExtensionException? exception = Assert.Throws<UnknownSignedExtensionException>(() => few.InOrderOf(RecordedMetadata.PhatChain));

        Assert.That(exception!.Identifier, Is.EqualTo("CheckSpecVersion"));
        Assert.That(exception.Message, Does.Contain("CheckSpecVersion").And.Contain("With"));
    }

    [Test]
    public void RegisteredExtensionTakesThePlaceOfTheFormer()
    {
        ISignedExtension own = new OwnNonce();

        Assert.That(SignedExtensions.Default.With(own).InOrderOf(RecordedMetadata.PhatChain), Has.Member(own));
        Assert.That(SignedExtensions.Default.InOrderOf(RecordedMetadata.PhatChain), Has.No.Member(own));
    }

    [Test]
    public void TwoOfOneNameAreRefused() => Assert.Throws<ArgumentException>(() => _ = new SignedExtensions([new CheckNonce(), new OwnNonce()]));

    private sealed class OwnNonce : ISignedExtension
    {
        public string Identifier => "CheckNonce";

        public void EncodeExtra(ref ScaleWriter writer, SigningContext context) => writer.WriteCompact(7u);

        public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context)
        {
        }
    }
}
