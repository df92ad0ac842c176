using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>A block with the state after it. Never changes.</summary>
internal sealed class Block
{
    /// <summary>Creates a block from its encoded header.</summary>
    public Block(ReadOnlyMemory<byte> header, IReadOnlyList<ReadOnlyMemory<byte>> extrinsics, StateView state, ulong timestampMs)
    {
        EncodedHeader = header;
        Header = Header.Decode(header.Span);
        Hash = Header.HashOf(header.Span);
        Extrinsics = extrinsics;
        State = state;
        TimestampMs = timestampMs;
    }

    public uint Number => Header.Number;

    /// <summary>BLAKE2b-256 of the encoded header.</summary>
    public Hash256 Hash { get; }

    public Hash256 ParentHash => Header.ParentHash;

    public Header Header { get; }

    public ReadOnlyMemory<byte> EncodedHeader { get; }

    /// <summary>The extrinsics with their lengths before them, the timestamp's first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Extrinsics { get; }

    /// <summary>The state after the block.</summary>
    public StateView State { get; }

    /// <summary>The time that the block set, in milliseconds since 1970; 0 for the genesis.</summary>
    public ulong TimestampMs { get; }

    public BlockPoint Point => new(Number, Hash);

    public override string ToString() => $"block {Number} ({Hash})";
}
