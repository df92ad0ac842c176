using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>Reads values of typed data from JSON, led by their types.</summary>
internal sealed class TypedDataJson(TypedDataSchema schema)
{
    // 2^256 has 78 digits; a sign before.
    private const int MaximumNumberLength = 79;
    private const string HexPrefix = "0x";

    /// <exception cref="FormatException">There is no such member, or it is something else.</exception>
    public static JsonElement Member(JsonElement parent, string name, JsonValueKind kind, string where) => parent.ValueKind is not JsonValueKind.Object
        ? throw new FormatException($"{where} is no JSON object, but {parent.ValueKind}")
        : !parent.TryGetProperty(name, out JsonElement member)
            ? throw new FormatException($"{where} has no \"{name}\"")
            : member.ValueKind == kind
                ? member
                : throw new FormatException($"\"{name}\" of {where} is no {kind}, but {member.ValueKind}");

    /// <summary>A struct's members.</summary>
    public static IReadOnlyList<TypedDataField> FieldsOf(JsonProperty type)
    {
        string where = $"the type \"{TypedDataSchema.Shorten(type.Name)}\"";
        if (type.Value.ValueKind is not JsonValueKind.Array)
        {
            throw new FormatException($"{where} is no array of members, but {type.Value.ValueKind}");
        }

        return
        [
            .. type.Value.EnumerateArray().Select(field => new TypedDataField(
                Member(field, "name", JsonValueKind.String, where).GetString()!, Member(field, "type", JsonValueKind.String, where).GetString()!)),
        ];
    }

    public TypedDataValue ReadStruct(string name, JsonElement element, TypedDataPath path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw Unfit(path, name, element);
        }

        ReadOnlySpan<(string Name, TypedDataType Type)> fields = schema.FieldsOf(name);
        List<(string, TypedDataValue)> members = [];
        foreach ((string field, TypedDataType type) in fields)
        {
            if (element.TryGetProperty(field, out JsonElement member))
            {
                members.Add((field, Read(type, member, path.Member(field))));
            }
        }

        // A member that the type has not is kept, for the encoder to refuse.
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!IsAmong(fields, property.Name))
            {
                members.Add((property.Name, TypedDataValue.Items()));
                break;
            }
        }

        return TypedDataValue.Fields([.. members]);
    }

    private static bool IsAmong(ReadOnlySpan<(string Name, TypedDataType Type)> fields, string name)
    {
        foreach ((string field, _) in fields)
        {
            if (field == name)
            {
                return true;
            }
        }

        return false;
    }

    private static FormatException Unfit(TypedDataPath path, string type, JsonElement element) => new(
        $"{TypedDataSchema.Shorten(path.ToString())} of typed data is no {TypedDataSchema.Shorten(type)}: {TypedDataSchema.Shorten(element.GetRawText())}");

    private static bool TryReadNumber(JsonElement element, out BigInteger number)
    {
        number = default;
        string? text = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.String => element.GetString(),
            _ => null,
        };
        if (text is null || text.Length > MaximumNumberLength)
        {
            return false;
        }

        // A zero before hexadecimal digits keeps them from being read as a negative number.
        return text.StartsWith(HexPrefix, StringComparison.Ordinal)
            ? text.Length > HexPrefix.Length
                && BigInteger.TryParse($"0{text.AsSpan(HexPrefix.Length)}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadBytes(JsonElement element, out byte[] bytes)
    {
        string text = element.ValueKind is JsonValueKind.String ? element.GetString()! : "";
        bool isHex = Hex.TryParse(text, out byte[]? parsed);
        bytes = parsed ?? [];
        return isHex && text.StartsWith(HexPrefix, StringComparison.Ordinal);
    }

    private TypedDataValue Read(TypedDataType type, JsonElement element, TypedDataPath path)
    {
        switch (type.Kind)
        {
            case TypedDataKind.Text when element.ValueKind is JsonValueKind.String:
                return element.GetString()!;
            case TypedDataKind.Boolean when element.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case TypedDataKind.Bytes or TypedDataKind.FixedBytes when TryReadBytes(element, out byte[] bytes):
                return bytes;
            case TypedDataKind.Address when element.ValueKind is JsonValueKind.String && EthereumAddress.TryParse(element.GetString(), null, out EthereumAddress address):
                return address;
            case TypedDataKind.Unsigned or TypedDataKind.Signed when TryReadNumber(element, out BigInteger number):
                return number;
            case TypedDataKind.Array when element.ValueKind is JsonValueKind.Array:
                return ReadItems(type.Element!, element, path);
            case TypedDataKind.Struct:
                return ReadStruct(type.Name, element, path);
            default:
                throw Unfit(path, type.Name, element);
        }
    }

    private TypedDataValue ReadItems(TypedDataType element, JsonElement array, TypedDataPath path)
    {
        List<TypedDataValue> items = [];
        foreach (JsonElement item in array.EnumerateArray())
        {
            items.Add(Read(element, item, path.Item(items.Count)));
        }

        return TypedDataValue.Items([.. items]);
    }
}
