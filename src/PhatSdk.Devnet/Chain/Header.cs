using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>A block's header: <c>generic::Header&lt;u32, BlakeTwo256&gt;</c> of <c>sp-runtime</c>.</summary>
internal sealed record Header
{
    private const byte OtherItem = 0;
    private const byte ConsensusItem = 4;
    private const byte SealItem = 5;
    private const byte PreRuntimeItem = 6;
    private const byte RuntimeEnvironmentUpdatedItem = 8;
    private const int EngineIdSize = 4;

    public required Hash256 ParentHash { get; init; }

    public required uint Number { get; init; }

    public Hash256 StateRoot { get; init; }

    public Hash256 ExtrinsicsRoot { get; init; }

    /// <summary>The digest: encoded <c>DigestItem</c>s.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Logs { get; init; } = [];

    /// <summary>The hash of an encoded header, which is the hash of its block.</summary>
    public static Hash256 HashOf(ReadOnlySpan<byte> encoded) => Blake2b.Hash256(encoded);

    /// <summary>Decodes a header.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static Header Decode(ReadOnlySpan<byte> encoded)
    {
        ScaleReader reader = new(encoded);
        Header header = new()
        {
            ParentHash = reader.Read<Hash256>(),
            Number = reader.ReadCompactUInt32(),
            StateRoot = reader.Read<Hash256>(),
            ExtrinsicsRoot = reader.Read<Hash256>(),
            Logs = reader.ReadVector(1, ReadLog),
        };
        reader.ThrowIfNotAtEnd();
        return header;
    }

    public byte[] Encode()
    {
        ScaleWriter writer = new(stackalloc byte[256]);
        writer.Write(ParentHash);
        writer.WriteCompact(Number);
        writer.Write(StateRoot);
        writer.Write(ExtrinsicsRoot);
        writer.WriteLength(Logs.Count);
        foreach (ReadOnlyMemory<byte> log in Logs)
        {
            writer.WriteRaw(log.Span);
        }

        byte[] encoded = writer.ToArray();
        writer.Dispose();
        return encoded;
    }

    private static ReadOnlyMemory<byte> ReadLog(ref ScaleReader reader)
    {
        ReadOnlySpan<byte> start = reader.RemainingSpan;
        int offset = reader.Offset;
        byte kind = reader.ReadByte();
        switch (kind)
        {
            case OtherItem:
                reader.ReadBytes();
                break;
            case ConsensusItem or SealItem or PreRuntimeItem:
                reader.ReadRaw(EngineIdSize);
                reader.ReadBytes();
                break;
            case RuntimeEnvironmentUpdatedItem:
                break;
            default:
                throw new ScaleException($"0x{kind:x2} is no DigestItem", offset);
        }

        return start[..(reader.Offset - offset)].ToArray();
    }
}
