using PhatSdk.Chain;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Chain;

internal sealed class RuntimeVersionTests
{
    /// <summary>Ids: <c>sp_core_hashing::blake2_64</c> of the APIs' names, as runtimes list them.</summary>
    [TestCase("Core", 0xdf6acb689907609bUL)]
    [TestCase("Metadata", 0x37e397fc7c91f5e4UL)]
    [TestCase("AccountNonceApi", 0xbc9d89904f5b923fUL)]
    [TestCase("ContractsApi", 0x68b66ba122c93fa7UL)]
    [TestCase("TransactionPaymentApi", 0x37c8bb1350a9a2a8UL)]
    public void ApiIsKnownByTheHashOfItsName(string name, ulong id) => Assert.That(RuntimeApiVersion.IdOf(name), Is.EqualTo(id));

    [Test]
    public void VersionIsReadAsCoreVersionGivesIt()
    {
        byte[] encoded = Convert.FromHexString(
            "0c616263" + "087879" + "02000000" + "64000000" + "03000000"
            + "08" + "df6acb689907609b" + "05000000" + "37e397fc7c91f5e4" + "02000000" + "07000000" + "01");

        RuntimeVersion version = ScaleCodec.Decode<RuntimeVersion>(encoded);

        Assert.That(version.SpecName, Is.EqualTo("abc"));
        Assert.That(version.ImplName, Is.EqualTo("xy"));
        Assert.That(
            (version.AuthoringVersion, version.SpecVersion, version.ImplVersion, version.TransactionVersion, version.StateVersion),
            Is.EqualTo((2u, 100u, 3u, 7u, (byte)1)));
        Assert.That(version.VersionOf("Metadata"), Is.EqualTo(2));
        Assert.That(version.VersionOf("ContractsApi"), Is.Null);
        Assert.That(ScaleCodec.Encode(version), Is.EqualTo(encoded));
        for (int length = 0; length < encoded.Length; length++)
        {
            Assert.Throws<ScaleException>(() => ScaleCodec.Decode<RuntimeVersion>(encoded.AsSpan(0, length)));
        }
    }
}
