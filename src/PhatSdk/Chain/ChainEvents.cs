using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads the events of a block by a runtime's metadata.</summary>
public static class ChainEvents
{
    /// <summary>The pallet that holds the events.</summary>
    internal const string Pallet = "System";

    /// <summary>The storage entry that holds the events.</summary>
    internal const string Entry = "Events";

    private const int SmallestRecord = 4;

    /// <summary>Decodes what <c>System.Events</c> holds.</summary>
    /// <param name="metadata">The metadata of the runtime that wrote the block.</param>
    /// <param name="encoded">The encoded <c>Vec&lt;EventRecord&gt;</c>.</param>
    /// <returns>The events in order.</returns>
    /// <exception cref="ScaleException">The bytes are no such events.</exception>
    /// <exception cref="MetadataException">The metadata is not that of the block's runtime.</exception>
    public static IReadOnlyList<EventRecord> Decode(RuntimeMetadata metadata, ReadOnlySpan<byte> encoded)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ScaleReader reader = new(encoded);
        EventRecord[] records = Read(ref reader, metadata);
        reader.ThrowIfNotAtEnd();
        return records;
    }

    internal static EventRecord[] Read(ref ScaleReader reader, RuntimeMetadata metadata)
    {
        EventRecord[] records = new EventRecord[reader.ReadLength(SmallestRecord)];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = ReadRecord(ref reader, metadata);
        }

        return records;
    }

    private static EventRecord ReadRecord(ref ScaleReader reader, RuntimeMetadata metadata)
    {
        int start = reader.Offset;
        byte phase = reader.ReadByte();
        if (phase > (byte)EventPhase.Initialization)
        {
            throw new ScaleException($"0x{phase:x2} is no phase of a block", start);
        }

        uint? extrinsic = phase == (byte)EventPhase.ApplyExtrinsic ? reader.ReadUInt32() : null;
        PalletMetadata pallet = metadata.PalletAt(reader.ReadByte());
        int eventType = pallet.EventTypeId ?? throw new MetadataException($"pallet {pallet.Name} has no events");
        ReadOnlySpan<byte> rest = reader.RemainingSpan;
        int before = reader.Remaining;
        ScaleVariant value = DynamicCodec.Decode(ref reader, metadata.Types, eventType) as ScaleVariant
            ?? throw new MetadataException($"the events of pallet {pallet.Name} are of type {eventType}, which is no enum");
        return new EventRecord
        {
            Phase = (EventPhase)phase,
            ExtrinsicIndex = extrinsic,
            Pallet = pallet.Name,
            Name = value.Name,
            Fields = value.Fields,
            Data = rest[1..(before - reader.Remaining)].ToArray(),
            Topics = reader.ReadVector<Hash256>(Hash256.Size),
        };
    }
}
