using BenchmarkDotNet.Attributes;
using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Metadata;

/// <summary>10,000 events of a block: 757 KB of <c>System.Events</c>.</summary>
public class EventsBenchmarks
{
    private readonly byte[] _blob = File.ReadAllBytes(Fixtures.ThirdParty("events/events_substrate_v15_10000.bin"));
    private readonly RuntimeMetadata _metadata = RecordedMetadata.Of("substrate_v15.scale");
    private readonly int _typeId;

    public EventsBenchmarks() => _typeId = _metadata["System"].StorageEntry("Events").ValueTypeId;

    /// <summary>All is checked, and nothing made of it.</summary>
    [Benchmark(Baseline = true)]
    public int Skip()
    {
        ScaleReader reader = new(_blob);
        DynamicCodec.Skip(ref reader, _metadata.Types, _typeId);
        return reader.Offset;
    }

    [Benchmark]
    public ScaleValue Values() => DynamicCodec.Decode(_blob, _metadata.Types, _typeId);

    [Benchmark]
    public IReadOnlyList<EventRecord> Records() => ChainEvents.Decode(_metadata, _blob);
}
