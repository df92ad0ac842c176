using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

internal sealed class ChainEventsTests
{
    [Test]
    public void EventsOfRecordedBlocksTellOfEachExtrinsicOnce()
    {
        foreach (RecordedBlock block in RecordedBlocks.All)
        {
            IReadOnlyList<EventRecord> events = ChainEvents.Decode(RecordedMetadata.PhatChain, block.Events);
            IEnumerable<uint?> outcomes = events
                .Where(record => record.Is("System", "ExtrinsicSuccess") || record.Is("System", "ExtrinsicFailed"))
                .Select(record => record.ExtrinsicIndex);

            Assert.That(outcomes, Is.EqualTo(Enumerable.Range(0, block.Extrinsics.Count).Select(index => (uint?)index)), $"block {block.Number}");
        }
    }

    [Test]
    public void BothVersionsOfMetadataTellTheSame()
    {
        foreach (RecordedBlock block in RecordedBlocks.All)
        {
            Assert.That(
                ChainEvents.Decode(RecordedMetadata.PhatChainV14, block.Events).Select(record => record.ToString()),
                Is.EqualTo(ChainEvents.Decode(RecordedMetadata.PhatChain, block.Events).Select(record => record.ToString())));
        }
    }

    [Test]
    public void DataIsTheFieldsAndTopicsAreTheContracts()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        EventRecord[] emitted =
        [
            .. RecordedBlocks.All.SelectMany(block => ChainEvents.Decode(metadata, block.Events)).Where(record => record.Is("Contracts", "ContractEmitted")),
        ];

        Assert.That(emitted, Has.Length.GreaterThan(20));
        foreach (EventRecord record in emitted)
        {
            byte[] contract = record.Fields["contract"].AsBytes();
            byte[] data = record.Fields["data"].AsBytes();

            Assert.That(record.Data.ToArray()[..32], Is.EqualTo(contract));
            Assert.That(record.Data.ToArray()[32..], Is.EqualTo(ScaleCodec.Encode(data, static (ref writer, value) => writer.WriteBytes(value))));
            Assert.That(record.Topics, Is.Not.Empty);
        }
    }

    [Test]
    public void TruncatedEventsAreRefused()
    {
        byte[] events = RecordedBlocks.At(3).Events;
        for (int length = 0; length < events.Length; length++)
        {
            Assert.That(
                () => ChainEvents.Decode(RecordedMetadata.PhatChain, events.AsSpan(0, length)), Throws.InstanceOf<ScaleException>(), $"{length} bytes");
        }
    }

    [Test]
    public void ChangedBytesThrowNothingElse()
    {
        byte[] events = RecordedBlocks.At(6).Events;
        for (int bit = 0; bit < events.Length * 8; bit++)
        {
            byte[] changed = (byte[])events.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                ChainEvents.Decode(RecordedMetadata.PhatChain, changed);
            }
            catch (Exception exception) when (exception is ScaleException or MetadataException)
            {
            }
        }
    }

    [Test]
    public void TenThousandEventsAreThoseOfPolkadotJs()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.ThirdParty("events.json")));
        foreach (JsonElement file in document.RootElement.GetProperty("files").EnumerateArray())
        {
            string metadataPath = Path.GetFileName(file.GetProperty("metadata").GetString()!);
            if (metadataPath.StartsWith("test_azero", StringComparison.Ordinal))
            {
                continue;
            }

            byte[] events = File.ReadAllBytes(Fixtures.ThirdParty($"events/{file.GetProperty("file").GetString()}"));
            Dictionary<string, int> mix = ChainEvents.Decode(RecordedMetadata.Of(metadataPath), events)
                .GroupBy(record => $"{char.ToLowerInvariant(record.Pallet[0])}{record.Pallet[1..]}.{record.Name}")
                .ToDictionary(group => group.Key, group => group.Count());

            Assert.That(mix, Is.EquivalentTo(file.GetProperty("mix").EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32())));
        }
    }
}
