using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>Return values made of bytes.</summary>
internal static class PinkBytes
{
    /// <summary><c>Vec&lt;u8&gt;</c>.</summary>
    public static byte[] Encode(ReadOnlyMemory<byte> value) =>
        ScaleCodec.Encode(value, static (ref writer, value) => writer.WriteBytes(value.Span));

    /// <summary><c>Option&lt;Vec&lt;u8&gt;&gt;</c>.</summary>
    public static byte[] EncodeOption(ReadOnlyMemory<byte>? value) => ScaleCodec.Encode(value, static (ref writer, value) =>
    {
        writer.WriteOptionTag(value.HasValue);
        if (value is ReadOnlyMemory<byte> bytes)
        {
            writer.WriteBytes(bytes.Span);
        }
    });
}
