using System.Globalization;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

/// <summary>Vectors: subxt's over recorded metadata of eight runtimes, and polkadot-js's over a contracts node.</summary>
internal sealed class ExtrinsicEncoderTests
{
    private const string Vectors = "rust/extrinsics.json";

    [TestCaseSource(nameof(Tables), new object[] { "bare" })]
    public void BareExtrinsicsAreThoseOfSubxt(string metadata)
    {
        foreach (JsonElement row in Rows("bare", metadata))
        {
            byte[] extrinsic = ExtrinsicEncoder.EncodeBare(new RuntimeCall(Bytes(row, "encodedCall")));

            Assert.That(Hex.Format(extrinsic), Is.EqualTo(Text(row, "extrinsic")));
            Assert.That(ExtrinsicEncoder.HashOf(extrinsic).ToString(), Is.EqualTo(Text(row, "extrinsicHash")));
        }
    }

    [TestCaseSource(nameof(Tables), new object[] { "signed" })]
    [TestCaseSource(nameof(Tables), new object[] { "signedWithMetadataHash" })]
    public async Task SignedExtrinsicsAreThoseOfSubxt(string metadata)
    {
        ExtrinsicEncoder encoder = new(RecordedMetadata.Of(metadata));
        JsonElement runtime = Rows("runtimes", metadata).Single();
        foreach (JsonElement row in Rows("signed", metadata).Concat(Rows("signedWithMetadataHash", metadata)))
        {
            RuntimeCall call = new(Bytes(row, "encodedCall"));
            SigningContext context = ContextOf(row, runtime);
            FakeSigner signer = SignerOf(row);
            byte[] extrinsic = await encoder.SignAsync(call, signer, context);

            Assert.That(Hex.Format(signer.Signed.Single()), Is.EqualTo(Text(row, "signerPayload")));
            Assert.That(encoder.EncodePayload(call, context), Is.EqualTo(signer.Signed.Single()));
            Assert.That(Hex.Format(extrinsic), Is.EqualTo(Text(row, "extrinsic")));
            Assert.That(ExtrinsicEncoder.HashOf(extrinsic).ToString(), Is.EqualTo(Text(row, "extrinsicHash")));
        }
    }

    [TestCaseSource(nameof(Tables), new object[] { "signedWithMetadataHash" })]
    public async Task SignersThatShowPayloadsAreGivenTheirParts(string metadata)
    {
        ExtrinsicEncoder encoder = new(RecordedMetadata.Of(metadata));
        JsonElement runtime = Rows("runtimes", metadata).Single();
        foreach (JsonElement row in Rows("signed", metadata).Concat(Rows("signedWithMetadataHash", metadata)))
        {
            SigningContext context = ContextOf(row, runtime);
            FakeSigner inner = SignerOf(row);
            FakePayloadSigner signer = new(inner);
            byte[] extrinsic = await encoder.SignAsync(new RuntimeCall(Bytes(row, "encodedCall")), signer, context);

            ExtrinsicPayload payload = signer.Shown.Single();
            byte[] parts = [.. payload.Call.Span, .. payload.Extra.Span, .. payload.AdditionalSigned.Span];
            Assert.That(Hex.Format(extrinsic), Is.EqualTo(Text(row, "extrinsic")));
            Assert.That(Hex.Format(payload.Call.Span), Is.EqualTo(Text(row, "encodedCall")));
            Assert.That(Hex.Format(payload.Message.Span), Is.EqualTo(Text(row, "signerPayload")));
            Assert.That(payload.Message.ToArray(), Is.EqualTo(parts.Length <= 256 ? parts : Blake2b.Hash256(parts).ToArray()));
            Assert.That(payload.MetadataHash, Is.EqualTo(context.MetadataHash));
            Assert.That(payload.MetadataHash is not { } digest || payload.AdditionalSigned.Span.IndexOf(digest.Span) >= 0);
        }
    }

    [TestCaseSource(nameof(Tables), new object[] { "signedWithMetadataHash" })]
    public void DigestThatIsComputedIsTheOneThatIsSigned(string metadata)
    {
        ExtrinsicEncoder encoder = new(RecordedMetadata.Of(metadata));
        JsonElement runtime = Rows("runtimes", metadata).Single();
        JsonElement facts = Rows("metadataDigests", metadata).Single();
        MetadataDigest digest = MetadataDigest.Compute(
            RecordedMetadata.Of(metadata),
            Text(facts, "specName"),
            facts.GetProperty("specVersion").GetUInt32(),
            facts.GetProperty("base58Prefix").GetUInt16(),
            facts.GetProperty("decimals").GetByte(),
            Text(facts, "tokenSymbol"));
        foreach (JsonElement row in Rows("signedWithMetadataHash", metadata))
        {
            RuntimeCall call = new(Bytes(row, "encodedCall"));
            SigningContext context = ContextOf(row, runtime) with { MetadataHash = digest.Hash() };

            Assert.That(Hex.Format(encoder.EncodePayload(call, context)), Is.EqualTo(Text(row, "signerPayload")));
            Assert.That(encoder.EncodePayload(call, context with { MetadataHash = null }), Is.Not.EqualTo(Bytes(row, "signerPayload")));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    public void PayloadsAreThoseOfPolkadotJs(int index)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path("extrinsic.json")));
        JsonElement row = document.RootElement.GetProperty("cases")[index];
        ExtrinsicEncoder encoder = new(RecordedMetadata.Of(Path.GetFileName(Text(row, "metadata"))));
        SigningContext context = new()
        {
            GenesisHash = Hash256.Parse(Text(row, "genesisHash")),
            EraBlockHash = Hash256.Parse(Text(row, "blockHash")),
            SpecVersion = row.GetProperty("specVersion").GetUInt32(),
            TransactionVersion = row.GetProperty("transactionVersion").GetUInt32(),
            Nonce = row.GetProperty("nonce").GetUInt32(),
            Tip = UInt128.Parse(Text(row, "tip"), CultureInfo.InvariantCulture),
            Era = Era.Mortal(row.GetProperty("period").GetUInt64(), row.GetProperty("blockNumber").GetUInt64()),
        };
        byte[] payload = Bytes(row, "signedPayload");

        Assert.That(
            encoder.EncodePayload(new RuntimeCall(Bytes(row, "callBytes")), context),
            Is.EqualTo(payload.Length <= 256 ? payload : Blake2b.Hash256(payload).ToArray()));
    }

    [Test]
    public void SignerOfAnotherKindIsRefused()
    {
        ExtrinsicEncoder encoder = new(RecordedMetadata.Of("substrate_contracts_node_v14.scale"));
        FakeSigner signer = new(SignatureScheme.Ethereum, default, new byte[65]);

        Assert.ThrowsAsync<NotSupportedException>(async () => await encoder.SignAsync(new RuntimeCall(new byte[2]), signer, AnyContext));
        Assert.That(signer.Signed, Is.Empty);
    }

    [TestCase(SignatureScheme.Sr25519, 63)]
    [TestCase(SignatureScheme.Sr25519, 65)]
    [TestCase(SignatureScheme.Ecdsa, 64)]
    [TestCase(SignatureScheme.Ed25519, 0)]
    public void SignatureOfAWrongLengthIsRefused(SignatureScheme scheme, int length)
    {
        ExtrinsicEncoder encoder = new(RecordedMetadata.PhatChain);
        FakeSigner signer = new(scheme, default, new byte[length]);

        Assert.ThrowsAsync<InvalidOperationException>(async () => await encoder.SignAsync(new RuntimeCall(new byte[2]), signer, AnyContext));
    }

    [Test]
    public void DevelopmentChainNeedsNoFurtherExtension() =>
        Assert.That(new ExtrinsicEncoder(RecordedMetadata.PhatChain).EncodePayload(new RuntimeCall(new byte[] { 0, 0, 0 }), AnyContext), Has.Length.EqualTo(3 + 3 + 4 + 4 + 32 + 32));

    private static SigningContext AnyContext => new() { GenesisHash = default, SpecVersion = 1, TransactionVersion = 1, Nonce = 0 };

    private static SigningContext ContextOf(JsonElement row, JsonElement runtime)
    {
        SigningContext context = new()
        {
            GenesisHash = Hash256.Parse(Text(runtime, "genesisHash")),
            SpecVersion = runtime.GetProperty("specVersion").GetUInt32(),
            TransactionVersion = runtime.GetProperty("transactionVersion").GetUInt32(),
            Nonce = uint.Parse(Text(row, "nonce"), CultureInfo.InvariantCulture),
            Tip = UInt128.Parse(Text(row, "tip"), CultureInfo.InvariantCulture),
            MetadataHash = row.GetProperty("metadataHash").GetString() is { } hash ? Hash256.Parse(hash) : null,
        };
        JsonElement era = row.GetProperty("era");
        return era.ValueKind == JsonValueKind.String ? context : context with
        {
            Era = Era.Mortal(era.GetProperty("period").GetUInt64(), ulong.Parse(Text(era, "block"), CultureInfo.InvariantCulture)),
            EraBlockHash = Hash256.Parse(Text(era, "blockHash")),
        };
    }

    private static FakeSigner SignerOf(JsonElement row)
    {
        byte[] account = new byte[AccountId.Size];
        Bytes(row, "account").CopyTo(account, 0);
        return new FakeSigner(
            Enum.Parse<SignatureScheme>(Text(row, "scheme"), ignoreCase: true), new AccountId(account), Bytes(row, "signature"));
    }

    private static IEnumerable<TestCaseData> Tables(string table)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path(Vectors)));
        return document.RootElement.GetProperty(table).Clone().EnumerateArray().Select(row => Text(row, "metadata")).Distinct()
            .Select(metadata => new TestCaseData(metadata).SetArgDisplayNames($"{table}, {metadata}"));
    }

    private static List<JsonElement> Rows(string table, string metadata)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path(Vectors)));
        return [.. document.RootElement.GetProperty(table).Clone().EnumerateArray().Where(row => Text(row, "metadata") == metadata)];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static byte[] Bytes(JsonElement row, string name) => Hex.Parse(Text(row, name));
}
