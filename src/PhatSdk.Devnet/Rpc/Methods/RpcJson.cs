using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Writes results.</summary>
internal static class RpcJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON's <c>null</c>.</summary>
    public static ReadOnlyMemory<byte> Null { get; } = "null"u8.ToArray();

    /// <summary>Writes one value.</summary>
    public static ReadOnlyMemory<byte> Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer, state);
        }

        return buffer.WrittenMemory;
    }

    public static void WriteHex(this Utf8JsonWriter writer, ReadOnlySpan<byte> bytes) => writer.WriteStringValue(Hex.Format(bytes));

    public static void WriteHex(this Utf8JsonWriter writer, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { } some)
        {
            writer.WriteHex(some.Span);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes the hash of a stored value; null where there is none.</summary>
    public static void WriteHashOf(this Utf8JsonWriter writer, ReadOnlyMemory<byte>? value)
    {
        if (value is { } some)
        {
            writer.WriteHash(Blake2b.Hash256(some.Span));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public static void WriteHash(this Utf8JsonWriter writer, Hash256 hash) => writer.WriteHex(hash.Span);

    /// <summary>A number as nodes write block numbers: hexadecimal without leading zeros.</summary>
    public static void WriteHexNumber(this Utf8JsonWriter writer, string name, UInt128 value) => writer.WriteString(name, $"0x{value:x}");
}
