using System.Text.Json;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

public sealed class MetadataDigestTests
{
    [TestCase("polkadot_v15.scale")]
    [TestCase("westend-1015000.v15.scale")]
    [TestCase("moonbase-4300.v15.scale")]
    [TestCase("substrate_v15.scale")]
    public void EqualsMerkleizedMetadata(string file)
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Path("rust/extrinsics.json")));
        JsonElement row = vectors.RootElement.GetProperty("metadataDigests").EnumerateArray().Single(row => row.GetProperty("metadata").GetString() == file);
        RuntimeMetadata metadata = RuntimeMetadata.Decode(File.ReadAllBytes(Fixtures.ThirdParty($"metadata/{file}")));

        MetadataDigest digest = MetadataDigest.Compute(
            metadata,
            row.GetProperty("specName").GetString()!,
            row.GetProperty("specVersion").GetUInt32(),
            row.GetProperty("base58Prefix").GetUInt16(),
            row.GetProperty("decimals").GetByte(),
            row.GetProperty("tokenSymbol").GetString()!);

        byte[] expected = Hex.Parse(row.GetProperty("digest").GetString());
        Assert.That(ScaleCodec.Encode(digest), Is.EqualTo(expected));
        Assert.That(ScaleCodec.Decode<MetadataDigest>(expected), Is.EqualTo(digest));
        Assert.That(digest.Hash(), Is.EqualTo(Hash256.Parse(row.GetProperty("hash").GetString()!)));
    }

    [Test]
    public void OurRuntimeHasADigest()
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(MetadataFiles.Ours("phat-chain.v15"));

        MetadataDigest digest = MetadataDigest.Compute(metadata, "phat-devnet", 100, 30, 12, "PHA");

        Assert.That(digest.Hash(), Is.Not.EqualTo((digest with { Decimals = 11 }).Hash()));
        Assert.That(ScaleCodec.Decode<MetadataDigest>(ScaleCodec.Encode(digest)), Is.EqualTo(digest));
    }

    [TestCase(14)]
    [TestCase(16)]
    public void OtherVersionsAreRefused(int version)
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(MetadataFiles.Ours($"phat-chain.v{version}"));

        Assert.That(() => MetadataDigest.Compute(metadata, "x", 1, 42, 12, "X"), Throws.TypeOf<MetadataException>().With.Message.Contains($"V{version}"));
    }
}
