using System.Globalization;
using System.Text.Json;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

/// <summary>Values of System.Events, which polkadot-js decoded too.</summary>
public sealed class EventBlobTests
{
    [TestCase("events_test_azero_v15_1000.bin")]
    [TestCase("events_substrate_v15_1000.bin")]
    [TestCase("events_substrate_v15_10000.bin")]
    [TestCase("events_substrate_contracts_node_v14_1000.bin")]
    [TestCase("events_substrate_contracts_node_v14_10000.bin")]
    public void BlobsHoldWhatTheirIndexSays(string file)
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Fixtures.ThirdParty("events.json")));
        JsonElement row = index.RootElement.GetProperty("files").EnumerateArray().Single(row => row.GetProperty("file").GetString() == file);
        RuntimeMetadata metadata = RuntimeMetadata.Decode(File.ReadAllBytes(Fixtures.ThirdParty(row.GetProperty("metadata").GetString()!)));
        byte[] blob = File.ReadAllBytes(Fixtures.ThirdParty($"events/{file}"));
        int typeId = metadata["System"].StorageEntry("Events").ValueTypeId;

        ScaleValue records = DynamicCodec.Decode(blob, metadata.Types, typeId);

        Assert.That(records.Items, Has.Count.EqualTo(row.GetProperty("events").GetInt32()));
        Assert.That(
            records.Items.CountBy(record => Name(record["event"])).ToDictionary(),
            Is.EquivalentTo(row.GetProperty("mix").EnumerateObject().ToDictionary(mix => mix.Name, mix => mix.Value.GetInt32())));
        Check(records[0], row.GetProperty("checkDecode").GetProperty("first"), metadata);
        Check(records.Items[^1], row.GetProperty("checkDecode").GetProperty("last"), metadata);
        Assert.That(DynamicCodec.Encode(metadata.Types, typeId, records), Is.EqualTo(blob));

        ScaleReader reader = new(blob);
        DynamicCodec.Skip(ref reader, metadata.Types, typeId);
        Assert.That(reader.Remaining, Is.Zero);
    }

    // polkadot-js writes the pallet in camel case.
    private static string Name(ScaleValue outer) =>
        $"{char.ToLowerInvariant(outer.VariantName[0])}{outer.VariantName[1..]}.{outer[outer.VariantName].VariantName}";

    private static void Check(ScaleValue record, JsonElement expected, RuntimeMetadata metadata)
    {
        JsonElement inner = expected.GetProperty("event");
        string pallet = record["event"].VariantName;
        ScaleValue happened = record["event"][pallet];
        JsonElement data = inner.GetProperty("data");

        Assert.That(record["phase.ApplyExtrinsic"].AsUInt32().ToString(CultureInfo.InvariantCulture), Is.EqualTo(expected.GetProperty("phase").GetProperty("ApplyExtrinsic").GetString()));
        Assert.That(Name(record["event"]), Is.EqualTo($"{inner.GetProperty("section").GetString()}.{inner.GetProperty("method").GetString()}"));
        Assert.That(record["topics"].Items, Is.Empty);

        // The index is the pallet's byte and the event's.
        byte[] bytes = Convert.FromHexString(inner.GetProperty("index").GetString().AsSpan(2));
        Assert.That(metadata[pallet].Index, Is.EqualTo(bytes[0]));
        Assert.That(metadata.PalletAt(bytes[0]).EventAt(bytes[1]).Name, Is.EqualTo(happened.VariantName));

        if (data.TryGetProperty("amount", out JsonElement amount))
        {
            Assert.That(happened["amount"].AsUInt128(), Is.EqualTo(UInt128.Parse(amount.GetString()!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
        }

        if (data.TryGetProperty("dispatchInfo", out JsonElement info))
        {
            Assert.That(happened["dispatch_info.weight.ref_time"].AsUInt64(), Is.EqualTo(Number(info.GetProperty("weight").GetProperty("refTime"))));
            Assert.That(happened["dispatch_info.weight.proof_size"].AsUInt64(), Is.EqualTo(Number(info.GetProperty("weight").GetProperty("proofSize"))));
            Assert.That(happened["dispatch_info.class"].VariantName, Is.EqualTo(info.GetProperty("class").GetString()));
            Assert.That(happened["dispatch_info.pays_fee"].VariantName, Is.EqualTo(info.GetProperty("paysFee").GetString()));
        }

        static ulong Number(JsonElement text) => ulong.Parse(text.GetString()!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
