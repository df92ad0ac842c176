using PhatSdk.Devnet.State;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>What a chain goes on from: the header of its genesis, which says which chain it is, and one block with its state.</summary>
/// <param name="GenesisHeader">The encoded header.</param>
/// <param name="Head">The block.</param>
internal sealed record ChainImage(ReadOnlyMemory<byte> GenesisHeader, Block Head)
{
    public static ChainImage Of(BlockTree tree) => new(tree.Genesis.EncodedHeader, tree.Finalized);

    /// <summary>Reads it.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static ChainImage Read(ref ScaleReader reader)
    {
        byte[] genesis = reader.ReadBytes().ToArray();
        byte[] header = reader.ReadBytes().ToArray();
        ulong timestamp = reader.ReadUInt64();
        int inherents = reader.ReadCompactUInt32() is var count and <= int.MaxValue ? (int)count : throw new ScaleException("so many inherents cannot be", reader.Offset);
        ReadOnlyMemory<byte>[] extrinsics = reader.ReadVector(1, static (ref item) => (ReadOnlyMemory<byte>)item.ReadBytes().ToArray());
        if (inherents > extrinsics.Length)
        {
            throw new ScaleException("there are more inherents than extrinsics", reader.Offset);
        }

        // The genesis' own header is checked as any other.
        _ = Header.Decode(genesis);
        return new ChainImage(genesis, new Block(header, extrinsics, StateCodec.Read(ref reader), timestamp, inherents));
    }

    public void Write(ref ScaleWriter writer)
    {
        writer.WriteBytes(GenesisHeader.Span);
        writer.WriteBytes(Head.EncodedHeader.Span);
        writer.WriteUInt64(Head.TimestampMs);
        writer.WriteCompact((uint)Head.Inherents);
        writer.WriteLength(Head.Extrinsics.Count);
        foreach (ReadOnlyMemory<byte> extrinsic in Head.Extrinsics)
        {
            writer.WriteBytes(extrinsic.Span);
        }

        StateCodec.Write(ref writer, Head.State);
    }

    /// <summary>The blocks that there are: the genesis, whose state is gone, and the head.</summary>
    public BlockTree ToTree() => Head.Number == 0
        ? new BlockTree(Head)
        : new BlockTree(new Block(GenesisHeader, [], StateView.Empty, timestampMs: 0) { HasState = false }).With(Head);
}
