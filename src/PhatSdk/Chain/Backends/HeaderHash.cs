using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Chain.Backends;

/// <summary>The hash by which a block is known: BLAKE2b-256 of its encoded header.</summary>
internal static class HeaderHash
{
    private const int StackSize = 512;

    public static Hash256 Of(BlockHeader header)
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
}
