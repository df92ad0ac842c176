using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>A block with the state after it. Never changes.</summary>
internal sealed class Block
{
    private readonly Lazy<IReadOnlyList<Hash256>> _transactionHashes;

    /// <summary>Creates a block from its encoded header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="extrinsics">The extrinsics with their lengths before them.</param>
    /// <param name="state">The state after the block.</param>
    /// <param name="timestampMs">The time that it sets, in milliseconds since 1970.</param>
    /// <param name="inherents">How many of the extrinsics are the author's own; they come first.</param>
    /// <param name="transactionHashes">The hashes of the others, where they are known.</param>
    public Block(
        ReadOnlyMemory<byte> header,
        IReadOnlyList<ReadOnlyMemory<byte>> extrinsics,
        StateView state,
        ulong timestampMs,
        int inherents = 0,
        IReadOnlyList<Hash256>? transactionHashes = null)
    {
        Inherents = inherents;
        _transactionHashes = transactionHashes is null
            ? new Lazy<IReadOnlyList<Hash256>>(() => [.. extrinsics.Skip(inherents).Select(static extrinsic => Blake2b.Hash256(extrinsic.Span))])
            : new Lazy<IReadOnlyList<Hash256>>(transactionHashes);
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

    /// <summary>How many of the extrinsics are the author's own, as the timestamp's is.</summary>
    public int Inherents { get; }

    /// <summary>The hashes of the extrinsics after the inherents.</summary>
    public IReadOnlyList<Hash256> TransactionHashes => _transactionHashes.Value;

    /// <summary>Whether the state after the block is known: that of blocks before the one that a network goes on from is not.</summary>
    public bool HasState { get; init; } = true;

    /// <summary>The state after the block; an empty one where it is not known.</summary>
    public StateView State { get; }

    /// <summary>The time that the block set, in milliseconds since 1970; 0 for the genesis.</summary>
    public ulong TimestampMs { get; }

    public BlockPoint Point => new(Number, Hash);

    public BlockContent Content => new(Point, Inherents, TransactionHashes);

    /// <summary>The same block with another state after it.</summary>
    public Block WithState(StateView state) => new(EncodedHeader, Extrinsics, state, TimestampMs, Inherents, TransactionHashes);

    public override string ToString() => $"block {Number} ({Hash})";
}
