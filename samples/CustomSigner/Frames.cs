using System.Buffers.Binary;

namespace CustomSigner;

/// <summary>Messages on a pipe: the length in four bytes, then the content.</summary>
internal static class Frames
{
    private const int MaximumLength = 1 << 24;

    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> content)
    {
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        await stream.WriteAsync(length);
        await stream.WriteAsync(content);
        await stream.FlushAsync();
    }

    /// <exception cref="EndOfStreamException">The other side has closed the pipe.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream)
    {
        byte[] length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length);
        int count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count is < 0 or > MaximumLength)
        {
            throw new InvalidDataException($"{count} bytes are announced on the pipe");
        }

        byte[] content = new byte[count];
        await stream.ReadExactlyAsync(content);
        return content;
    }
}
