using PhatSdk.Scale;

namespace PhatSdk.Devnet.State;

/// <summary>
/// A SCALE vector that grows item by item, as a block's events do. Versions of it share one buffer: each sees only the items up to its own
/// end, so that a version that was kept for a rollback stays what it was.
/// </summary>
internal sealed class AppendedVector
{
    private readonly Buffer _buffer;
    private readonly uint _count;
    private readonly int _end;

    private AppendedVector(Buffer buffer, uint count)
    {
        _buffer = buffer;
        _count = count;
        _end = buffer.Length;
    }

    /// <summary>Appends an item to a stored value: a vector, or something else that it then replaces.</summary>
    /// <param name="content">The value's content, or null for none.</param>
    /// <param name="item">The item's bytes.</param>
    /// <param name="owner">Whoever appends; buffers are not shared between owners.</param>
    internal static AppendedVector Append(object? content, ReadOnlySpan<byte> item, object owner)
    {
        (Buffer buffer, uint count) = content switch
        {
            AppendedVector vector => (vector.WritableBuffer(owner), vector._count),
            byte[] bytes => Open(bytes, owner),
            _ => (new Buffer(owner), 0u),
        };
        buffer.Write(item);
        return new AppendedVector(buffer, count + 1);
    }

    /// <summary>The encoded vector.</summary>
    internal byte[] ToArray()
    {
        ScaleWriter writer = new(stackalloc byte[8]);
        writer.WriteCompact(_count);
        byte[] whole = new byte[writer.Length + _end];
        writer.WrittenSpan.CopyTo(whole);
        _buffer.Written[.._end].CopyTo(whole.AsSpan(writer.Length));
        writer.Dispose();
        return whole;
    }

    private static (Buffer Buffer, uint Count) Open(byte[] bytes, object owner)
    {
        Buffer buffer = new(owner);
        try
        {
            ScaleReader reader = new(bytes);
            uint count = reader.ReadCompactUInt32();
            if (count == uint.MaxValue)
            {
                return (buffer, 0);
            }

            buffer.Write(reader.RemainingSpan);
            return (buffer, count);
        }
        catch (ScaleException)
        {
            return (buffer, 0);
        }
    }

    // Bytes after this version's end belong to a version that is still there or was rolled back: they are not to be written over.
    private Buffer WritableBuffer(object owner)
    {
        if (ReferenceEquals(_buffer.Owner, owner) && _buffer.Length == _end)
        {
            return _buffer;
        }

        Buffer copy = new(owner);
        copy.Write(_buffer.Written[.._end]);
        return copy;
    }

    private sealed class Buffer(object owner)
    {
        private byte[] _bytes = [];

        internal object Owner { get; } = owner;

        internal int Length { get; private set; }

        internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        internal void Write(ReadOnlySpan<byte> item)
        {
            int needed = checked(Length + item.Length);
            if (needed > _bytes.Length)
            {
                Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(256L, 2L * _bytes.Length))));
            }

            item.CopyTo(_bytes.AsSpan(Length));
            Length = needed;
        }
    }
}
