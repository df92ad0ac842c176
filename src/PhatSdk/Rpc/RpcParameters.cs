using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc;

/// <summary>The parameters of a request: a JSON array in UTF-8, built value by value. One thread builds it; a request does not change it.</summary>
public sealed class RpcParameters
{
    private static readonly byte[] EmptyArray = "[]"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The array so far.</summary>
    /// <returns>A JSON array in UTF-8.</returns>
    public ReadOnlyMemory<byte> ToJson()
    {
        if (_buffer.WrittenCount == 0)
        {
            return EmptyArray;
        }

        byte[] json = new byte[_buffer.WrittenCount + 1];
        _buffer.WrittenSpan.CopyTo(json);
        json[^1] = (byte)']';
        return json;
    }

    /// <summary>Appends a text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters Add(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Separate();
        AppendByte((byte)'"');
        _buffer.Write(JsonEncodedText.Encode(value).EncodedUtf8Bytes);
        AppendByte((byte)'"');
        return this;
    }

    /// <summary>Appends a value as it was read: the id of a subscription, say.</summary>
    /// <param name="value">The value.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters Add(JsonElement value)
    {
        Separate();
        _buffer.Write(Encoding.UTF8.GetBytes(value.GetRawText()));
        return this;
    }

    /// <summary>Appends a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters Add(uint value)
    {
        Separate();
        value.TryFormat(_buffer.GetSpan(10), out int written, provider: CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        return this;
    }

    /// <summary>Appends true or false.</summary>
    /// <param name="value">Which.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters Add(bool value)
    {
        Separate();
        _buffer.Write(value ? "true"u8 : "false"u8);
        return this;
    }

    /// <summary>Appends what is JSON already.</summary>
    internal RpcParameters AddJson(ReadOnlySpan<byte> json)
    {
        Separate();
        _buffer.Write(json);
        return this;
    }

    /// <summary>Appends a hash, or null for the node's default: as a rule the newest block.</summary>
    /// <param name="value">The hash.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters Add(Hash256? value) => value is { } hash ? AddHex(hash.Span) : AddNull();

    /// <summary>Appends bytes as hexadecimal text that starts with <c>0x</c>.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters AddHex(ReadOnlySpan<byte> value)
    {
        Separate();
        AppendHex(value);
        return this;
    }

    /// <summary>Appends an array of bytes as hexadecimal texts.</summary>
    /// <param name="values">The bytes, one text each.</param>
    /// <returns>This, for the next value.</returns>
    public RpcParameters AddHexArray(IEnumerable<ReadOnlyMemory<byte>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Separate();
        byte before = (byte)'[';
        foreach (ReadOnlyMemory<byte> value in values)
        {
            AppendByte(before);
            AppendHex(value.Span);
            before = (byte)',';
        }

        _buffer.Write(before == '[' ? EmptyArray : "]"u8);
        return this;
    }

    /// <summary>Appends <c>null</c>.</summary>
    /// <returns>This, for the next value.</returns>
    public RpcParameters AddNull()
    {
        Separate();
        _buffer.Write("null"u8);
        return this;
    }

    /// <summary>Shows the array.</summary>
    /// <returns>JSON.</returns>
    public override string ToString() => Encoding.UTF8.GetString(ToJson().Span);

    private void Separate() => AppendByte(_buffer.WrittenCount == 0 ? (byte)'[' : (byte)',');

    private void AppendByte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void AppendHex(ReadOnlySpan<byte> value)
    {
        _buffer.Write("\"0x"u8);
        Convert.TryToHexStringLower(value, _buffer.GetSpan((2 * value.Length) + 1), out int written);
        _buffer.Advance(written);
        AppendByte((byte)'"');
    }
}
