using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>A change of a contract's cache: <c>CacheOp</c> of the <c>pink</c> crate.</summary>
internal abstract record CacheOperation(ReadOnlyMemory<byte> Key) : IScaleType<CacheOperation>
{
    public static CacheOperation Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte variant = reader.ReadByte();
        return variant switch
        {
            0 => new Set(reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray()),
            1 => new SetExpiration(reader.ReadBytes().ToArray(), reader.ReadUInt64()),
            2 => new Remove(reader.ReadBytes().ToArray()),
            _ => throw new ScaleException($"{variant} is no CacheOp", start),
        };
    }

    public abstract void Encode(ref ScaleWriter writer);

    internal sealed record Set(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value) : CacheOperation(Key)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(0);
            writer.WriteBytes(Key.Span);
            writer.WriteBytes(Value.Span);
        }
    }

    /// <param name="Key">The entry.</param>
    /// <param name="Seconds">From now on; 0 removes it.</param>
    internal sealed record SetExpiration(ReadOnlyMemory<byte> Key, ulong Seconds) : CacheOperation(Key)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(1);
            writer.WriteBytes(Key.Span);
            writer.WriteUInt64(Seconds);
        }
    }

    internal sealed record Remove(ReadOnlyMemory<byte> Key) : CacheOperation(Key)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(2);
            writer.WriteBytes(Key.Span);
        }
    }
}
