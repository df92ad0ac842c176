using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>A block's extrinsics by their hashes, and its events by extrinsic.</summary>
internal sealed class ExecutedBlock
{
    private readonly Dictionary<Hash256, uint> _indices = [];
    private readonly List<EventRecord>?[] _events;

    public ExecutedBlock(BlockEvents block)
    {
        Number = block.Block.Number;
        Metadata = block.Runtime.Metadata;
        _events = new List<EventRecord>?[block.Extrinsics.Count];
        for (int i = 0; i < _events.Length; i++)
        {
            _indices[Blake2b.Hash256(block.Extrinsics[i])] = (uint)i;
        }

        foreach (EventRecord record in block.Events)
        {
            if (record.ExtrinsicIndex is { } index && index < _events.Length)
            {
                (_events[index] ??= []).Add(record);
            }
        }
    }

    public uint Number { get; }

    /// <summary>The metadata of the runtime that made the block.</summary>
    public RuntimeMetadata Metadata { get; }

    public bool TryFind(Hash256 extrinsicHash, out uint index) => _indices.TryGetValue(extrinsicHash, out index);

    public IReadOnlyList<EventRecord> EventsOf(uint index) => _events[index] ?? (IReadOnlyList<EventRecord>)[];
}
