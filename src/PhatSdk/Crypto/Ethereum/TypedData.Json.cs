using System.Text;
using System.Text.Json;

namespace PhatSdk.Crypto.Ethereum;

public sealed partial class TypedData
{
    private const int MaximumLength = 1 << 20;

    private static readonly JsonDocumentOptions JsonOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Reads typed data from JSON as wallets take it for <c>eth_signTypedData_v4</c>: <c>types</c>, <c>primaryType</c>, <c>domain</c>, <c>message</c>.</summary>
    /// <param name="json">The text: at most 1,048,576 characters. Numbers may be JSON numbers without fraction, decimal text, or hexadecimal text after <c>0x</c>.</param>
    /// <returns>The typed data.</returns>
    /// <exception cref="FormatException">The text is no JSON, or no typed data; the message names the place.</exception>
    public static TypedData Parse(ReadOnlySpan<char> json)
    {
        if (json.Length > MaximumLength)
        {
            throw new FormatException($"typed data has at most {MaximumLength} characters, not {json.Length}");
        }

        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(json)];
        Encoding.UTF8.GetBytes(json, utf8);
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, JsonOptions);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException("typed data is no JSON, or has two members of one name", exception);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("a text in the JSON of typed data holds half of a surrogate pair");
        }
    }

    private static TypedData Read(JsonElement root)
    {
        JsonElement types = TypedDataJson.Member(root, "types", JsonValueKind.Object, "typed data");
        string primaryType = TypedDataJson.Member(root, "primaryType", JsonValueKind.String, "typed data").GetString()!;
        JsonElement domain = TypedDataJson.Member(root, "domain", JsonValueKind.Object, "typed data");
        List<KeyValuePair<string, IReadOnlyList<TypedDataField>>> structs =
            [.. types.EnumerateObject().Select(type => KeyValuePair.Create(type.Name, TypedDataJson.FieldsOf(type)))];
        if (!types.TryGetProperty(TypedDataSchema.DomainType, out _))
        {
            structs.Add(new(TypedDataSchema.DomainType, [.. TypedDataDomain.AllFields.Where(field => domain.TryGetProperty(field.Name, out _))]));
        }

        TypedDataSchema schema = new(structs);
        TypedDataJson reader = new(schema);
        TypedDataValue domainValue = reader.ReadStruct(TypedDataSchema.DomainType, domain, new TypedDataPath("domain"));
        TypedDataValue message = primaryType == TypedDataSchema.DomainType
            ? domainValue
            : reader.ReadStruct(primaryType, TypedDataJson.Member(root, "message", JsonValueKind.Object, "typed data"), new TypedDataPath("message"));
        return new TypedData(schema, domainValue, primaryType, message);
    }
}
