using System.Globalization;
using System.Text.Json;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics.Decoding;

/// <summary>Vectors: subxt's over recorded metadata of eight runtimes; blocks of the development chain that another host ran.</summary>
internal sealed class ExtrinsicDecoderTests
{
    [TestCase("bare")]
    [TestCase("signed")]
    [TestCase("signedWithMetadataHash")]
    public void ExtrinsicsOfSubxtAreReadAsTheyWereMade(string table)
    {
        foreach (JsonElement row in Rows(table))
        {
            DecodedExtrinsic decoded = Decode(row, "extrinsic");

            Assert.That(decoded.Hash.ToString(), Is.EqualTo(Text(row, "extrinsicHash")));
            Assert.That((decoded.Call.Pallet, decoded.Call.Name), Is.EqualTo((Text(row, "pallet"), Text(row, "call"))));
            Assert.That(Hex.Format(decoded.Call.Encoded.Span), Is.EqualTo(Text(row, "encodedCall")));
            Assert.That(decoded.Version, Is.EqualTo(4));
            Assert.That(decoded.Kind, Is.EqualTo(table == "bare" ? ExtrinsicKind.Bare : ExtrinsicKind.Signed));
            if (table != "bare")
            {
                CheckSigned(decoded, row);
            }
        }
    }

    [TestCase("empty", "no bytes at all")]
    [TestCase("length prefix alone", "1 bytes needed, 0 remain")]
    [TestCase("the last byte cut", "says 128 bytes, and 127 come")]
    [TestCase("a byte more than the prefix says", "says 128 bytes, and 129 come")]
    [TestCase("no length prefix", "says 33 bytes, and 127 come")]
    [TestCase("a byte left inside", "1 bytes")]
    [TestCase("version 3", "version 3 are not known")]
    [TestCase("version 6", "version 6 are not known")]
    [TestCase("version 4 of a general kind (bits 01)", "version 4 cannot be of kind 1")]
    [TestCase("reserved kind (bits 11)", "version 4 cannot be of kind 3")]
    [TestCase("no such pallet", "no pallet 254")]
    [TestCase("no such call", "254")]
    [TestCase("address of an unknown kind", "9")]
    [TestCase("signature of an unknown kind", "9")]
    public void BadExtrinsicIsRefusedForItsReason(string name, string reason)
    {
        JsonElement row = Rows("refused").Single(row => Text(row, "case") == name);

        Exception? exception = Assert.Catch(() => Decode(row, "input"));

        Assert.That(exception, Is.InstanceOf<ScaleException>().Or.InstanceOf<MetadataException>());
        Assert.That(exception!.Message, Does.Contain(reason).IgnoreCase);
    }

    [Test]
    public void EveryRefusedRowHasItsTest()
    {
        IEnumerable<object?> tested = typeof(ExtrinsicDecoderTests).GetMethod(nameof(BadExtrinsicIsRefusedForItsReason))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(test => test.Arguments[0]);

        Assert.That(Rows("refused").Select(row => Text(row, "case")), Is.EquivalentTo(tested));
    }

    [Test]
    public void RecordedBlocksComeBackAsTheyAre()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        ExtrinsicDecoder decoder = new(metadata);
        int signed = 0;
        foreach (byte[] extrinsic in RecordedBlocks.All.SelectMany(block => block.Extrinsics))
        {
            DecodedExtrinsic decoded = decoder.Decode(extrinsic);
            signed += decoded.Kind == ExtrinsicKind.Signed ? 1 : 0;

            Assert.That(Encode(decoded, metadata), Is.EqualTo(extrinsic));
            Assert.That(decoder.DecodeCall(decoded.Call.Encoded.Span), Has.Property(nameof(DecodedCall.Arguments)).EqualTo(decoded.Call.Arguments));
        }

        Assert.That(signed, Is.GreaterThan(100));
    }

    [Test]
    public void EachCutOfAnExtrinsicIsRefused()
    {
        ExtrinsicDecoder decoder = new(RecordedMetadata.PhatChain);
        byte[] extrinsic = RecordedBlocks.At(27).Extrinsics[1];
        for (int length = 0; length < extrinsic.Length; length++)
        {
            byte[] cut = extrinsic[..length];
            Assert.Throws<ScaleException>(() => decoder.Decode(cut));
        }
    }

    [Test]
    public void TimestampsInherentIsBare()
    {
        DecodedExtrinsic decoded = new ExtrinsicDecoder(RecordedMetadata.PhatChain).Decode(RecordedBlocks.At(3).Extrinsics[0]);

        Assert.That((decoded.Kind, decoded.Account, decoded.Nonce, decoded.Era), Is.EqualTo((ExtrinsicKind.Bare, (AccountId?)null, (ulong?)null, (Era?)null)));
        Assert.That(decoded.ToString(), Does.StartWith("Timestamp.set { now: "));
    }

    private static void CheckSigned(DecodedExtrinsic decoded, JsonElement row)
    {
        byte[] account = Hex.Parse(Text(row, "account"));
        Assert.That(decoded.Account?.ToArray() ?? decoded.Signer!.AsBytes(), Is.EqualTo(account));
        Assert.That(Hex.Format(SignatureOf(decoded.Signature!)), Is.EqualTo(Text(row, "signature")));
        Assert.That(decoded.Nonce, Is.EqualTo(ulong.Parse(Text(row, "nonce"), CultureInfo.InvariantCulture)));
        Assert.That(decoded.Tip, Is.EqualTo(UInt128.Parse(Text(row, "tip"), CultureInfo.InvariantCulture)));
        JsonElement era = row.GetProperty("era");
        Era expected = era.ValueKind == JsonValueKind.String
            ? Era.Immortal
            : Era.Mortal(era.GetProperty("period").GetUInt64(), ulong.Parse(Text(era, "block"), CultureInfo.InvariantCulture));
        Assert.That(decoded.Era, Is.EqualTo(expected));
        Assert.That(
            Hex.Format(decoded.Extensions.SelectMany(extension => extension.Encoded.ToArray()).ToArray()), Is.EqualTo(Text(row, "extra")));
    }

    private static ReadOnlySpan<byte> SignatureOf(ScaleValue signature) =>
        (signature is ScaleVariant variant ? variant.Content : signature).AsBytes();

    // Of the values alone, so that these are all that the extrinsic said.
    private static byte[] Encode(DecodedExtrinsic decoded, RuntimeMetadata metadata)
    {
        List<byte> body = [(byte)(decoded.Version | ((int)decoded.Kind << 6))];
        if (decoded.Kind == ExtrinsicKind.Signed)
        {
            body.AddRange(DynamicCodec.Encode(metadata.Types, metadata.Extrinsic.AddressTypeId!.Value, decoded.Signer!));
            body.AddRange(DynamicCodec.Encode(metadata.Types, metadata.Extrinsic.SignatureTypeId!.Value, decoded.Signature!));
            for (int i = 0; i < decoded.Extensions.Count; i++)
            {
                body.AddRange(DynamicCodec.Encode(metadata.Types, metadata.Extrinsic.SignedExtensions[i].ExtraTypeId, decoded.Extensions[i].Value));
            }
        }

        PalletMetadata pallet = metadata[decoded.Call.Pallet];
        body.Add(pallet.Index);
        body.AddRange(DynamicCodec.Encode(metadata.Types, pallet.CallTypeId!.Value, ScaleValue.Variant(decoded.Call.Name, decoded.Call.Arguments)));
        return ScaleCodec.Encode(body.ToArray(), static (ref writer, bytes) => writer.WriteBytes(bytes));
    }

    private static DecodedExtrinsic Decode(JsonElement row, string name) =>
        new ExtrinsicDecoder(RecordedMetadata.Of(Text(row, "metadata"))).Decode(Hex.Parse(Text(row, name)));

    private static List<JsonElement> Rows(string table)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path("rust/extrinsics.json")));
        return [.. document.RootElement.GetProperty(table).Clone().EnumerateArray()];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
