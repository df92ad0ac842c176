using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Chain.Backends;

/// <summary>Headers as bytes: <c>sp_runtime::generic::Header</c> with numbers of 32 bits.</summary>
internal static class HeaderCodec
{
    private const int StackSize = 512;
    private const int EngineIdSize = 4;

    /// <summary>The hash by which a block is known: BLAKE2b-256 of its encoded header.</summary>
    public static Hash256 HashOf(BlockHeader header)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(header.ParentHash);
            writer.WriteCompact(header.Number);
            writer.Write(header.StateRoot);
            writer.Write(header.ExtrinsicsRoot);
            writer.WriteVector(header.DigestLogs, static (ref writer, log) => writer.WriteRaw(log.Span));
            return Blake2b.Hash256(writer.WrittenSpan);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decodes a header.</summary>
    /// <exception cref="ScaleException">The bytes are none.</exception>
    public static BlockHeader Decode(ReadOnlyMemory<byte> encoded)
    {
        ScaleReader reader = new(encoded.Span);
        Hash256 parent = reader.Read<Hash256>();
        uint number = reader.ReadCompactUInt32();
        Hash256 stateRoot = reader.Read<Hash256>();
        Hash256 extrinsicsRoot = reader.Read<Hash256>();
        ReadOnlyMemory<byte>[] logs = new ReadOnlyMemory<byte>[reader.ReadLength(1)];
        for (int i = 0; i < logs.Length; i++)
        {
            int start = reader.Offset;
            SkipLog(ref reader);
            logs[i] = encoded[start..reader.Offset];
        }

        reader.ThrowIfNotAtEnd();
        return new BlockHeader { ParentHash = parent, Number = number, StateRoot = stateRoot, ExtrinsicsRoot = extrinsicsRoot, DigestLogs = logs };
    }

    // sp_runtime::generic::DigestItem.
    private static void SkipLog(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte kind = reader.ReadByte();
        switch (kind)
        {
            case 0:
                reader.ReadBytes();
                break;
            case 4 or 5 or 6:
                reader.ReadRaw(EngineIdSize);
                reader.ReadBytes();
                break;
            case 8:
                break;
            default:
                throw new ScaleException($"0x{kind:x2} is no item of a digest", offset);
        }
    }
}
