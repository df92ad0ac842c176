using System.Globalization;
using System.Text.Json;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The arguments of a request, by position. What is missing is as what is null; what is too much is not looked at.</summary>
internal readonly struct RpcArguments
{
    private const int ShownText = 80;

    private readonly JsonElement _arguments;

    /// <summary>Takes the <c>params</c> of a request.</summary>
    /// <exception cref="RpcErrorException">They are no array.</exception>
    public RpcArguments(JsonElement arguments, CancellationToken cancellationToken)
    {
        if (arguments.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            throw RpcErrorException.InvalidParams($"params: {Shorten(arguments)} is no array");
        }

        _arguments = arguments;
        CancellationToken = cancellationToken;
    }

    /// <summary>Signalled when nobody waits for the answer any longer.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The argument as it is, null where it is missing or null.</summary>
    public JsonElement? Optional(int index) =>
        _arguments.ValueKind == JsonValueKind.Array && index < _arguments.GetArrayLength() && _arguments[index] is { ValueKind: not JsonValueKind.Null } value
            ? value
            : null;

    /// <summary>The argument as it is.</summary>
    public JsonElement Required(int index, string name) =>
        Optional(index) ?? throw RpcErrorException.InvalidParams($"{name}: missing (argument {index})");

    public string Text(int index, string name) => Text(Required(index, name), name);

    public byte[] Bytes(int index, string name) => Bytes(Required(index, name), name);

    public byte[]? OptionalBytes(int index, string name) => Optional(index) is { } value ? Bytes(value, name) : null;

    public byte[][] ListOfBytes(int index, string name) => ListOfBytes(Required(index, name), name);

    public static byte[][] ListOfBytes(JsonElement list, string name) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => Bytes(item, name))]
        : throw RpcErrorException.InvalidParams($"{name}: {Shorten(list)} is no array");

    public Hash256? OptionalHash(int index, string name) => Optional(index) is { } value ? Hash(value, name) : null;

    public Hash256 Hash(int index, string name) => Hash(Required(index, name), name);

    public Hash256[] ListOfHashes(int index, string name)
    {
        JsonElement list = Required(index, name);
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => Hash(item, name))]
            : throw RpcErrorException.InvalidParams($"{name}: {Shorten(list)} is no array");
    }

    public bool Flag(int index, string name)
    {
        JsonElement value = Required(index, name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is neither true nor false");
    }

    public uint Number(int index, string name) => Number(Required(index, name), name);

    public uint? OptionalNumber(int index, string name) => Optional(index) is { } value ? Number(value, name) : null;

    /// <summary>A member of an object that is part of an argument.</summary>
    /// <param name="item">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="argument">The argument.</param>
    public static JsonElement Member(JsonElement item, string name, string argument) =>
        item.ValueKind != JsonValueKind.Object ? throw RpcErrorException.InvalidParams($"{argument}: {Shorten(item)} is no object")
        : item.TryGetProperty(name, out JsonElement value) ? value
        : throw RpcErrorException.InvalidParams($"{argument}: {name} is missing in {Shorten(item)}");

    /// <summary>Reads a number that is written as such, or as hexadecimal text.</summary>
    public static uint Number(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out uint number))
        {
            return number;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null
            && text.StartsWith("0x", StringComparison.Ordinal)
            && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
                ? number
                : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no number of 32 bits");
    }

    /// <summary>Reads text.</summary>
    public static string Text(JsonElement value, string name) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no text");

    /// <summary>Reads bytes in hexadecimal; empty text is none.</summary>
    public static byte[] Bytes(JsonElement value, string name) => value.ValueKind == JsonValueKind.String && Hex.TryParse(value.GetString(), out byte[]? bytes)
        ? bytes
        : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no hexadecimal text of whole bytes");

    /// <summary>Reads a number that is written as such, or as hexadecimal text.</summary>
    public static UInt128 LargeNumber(JsonElement value, string name)
    {
        UInt128 number;
        if (value.ValueKind == JsonValueKind.Number && UInt128.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null
            && text.StartsWith("0x", StringComparison.Ordinal)
            && UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
                ? number
                : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no number of 128 bits");
    }

    /// <summary>Reads an account that is written as an SS58 address of any network, or as hexadecimal text.</summary>
    public static AccountId Account(JsonElement value, string name)
    {
        string text = Text(value, name);
        return Ss58Address.TryParse(text, out AccountId account, out _) || AccountId.TryParse(text, null, out account)
            ? account
            : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no SS58 address");
    }

    private static Hash256 Hash(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String && Hash256.TryParse(value.GetString(), null, out Hash256 hash)
            ? hash
            : throw RpcErrorException.InvalidParams($"{name}: {Shorten(value)} is no hash of {Hash256.Size} bytes");

    private static string Shorten(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= ShownText ? text : string.Concat(text.AsSpan(0, ShownText), "…");
    }
}
