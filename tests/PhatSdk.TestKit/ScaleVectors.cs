using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhatSdk.TestKit;

/// <summary>The tables of <c>rust/scale.json</c>.</summary>
public static class ScaleVectors
{
    private static readonly Lazy<JsonDocument> Document = new(() => JsonDocument.Parse(File.ReadAllBytes(Fixtures.Path("rust/scale.json"))));

    public static IReadOnlyList<JsonElement> Table(string name) => [.. Document.Value.RootElement.GetProperty(name).EnumerateArray()];

    /// <summary>The types of some tables, each once: names of test cases.</summary>
    public static IEnumerable<string> Types(params string[] tables) => tables.SelectMany(Table).Select(Type).Distinct();

    public static IEnumerable<JsonElement> Rows(string type, params string[] tables) => tables.SelectMany(Table).Where(row => Type(row) == type);

    public static string Type(JsonElement row) => row.GetProperty("type").GetString()!;

    public static byte[] Bytes(JsonElement row, string property) => Convert.FromHexString(row.GetProperty(property).GetString().AsSpan(2));

    /// <summary>A word of the message that a refusal for a reason has.</summary>
    public static string Refusal(string reason) => reason switch
    {
        "compact not in its shortest form" or "length prefix not in its shortest form" => "shortest form",
        "compact above the range of the type" or "length prefix above u32" => "does not fit into",
        "compact above the range of the type, and cut" or "end of input" or "end of input after Some" or "end of input within a variant" => "remain",
        "bool neither 0 nor 1" => "is no bool",
        "option tag neither 0 nor 1" or "option tag 2 (the one-byte OptionBool form)" => "is no Option",
        "result tag neither 0 nor 1" => "is no Result",
        "no variant of this index" => "variant",
        "length prefix above what is left" => "remain",
        "more than 2^29 - 1 bits" => "more than a bit sequence holds",
        "bytes left after the value" => "remain after the value",
        _ when reason.StartsWith("not UTF-8", StringComparison.Ordinal) => "not UTF-8",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "unknown reason"),
    };

    /// <summary>The value that a row of the table <c>long</c> describes.</summary>
    public static JsonNode LongValue(JsonElement row)
    {
        int length = row.GetProperty("length").GetInt32();
        return Type(row) switch
        {
            "Vec<u8>" => "0x" + Convert.ToHexString([.. Enumerable.Range(0, length).Select(i => (byte)((31 * i) + 7))]).ToLowerInvariant(),
            "String" => new string('a', length),
            "Vec<u32>" => new JsonArray([.. Enumerable.Range(0, length).Select(i => (JsonNode)i.ToString(CultureInfo.InvariantCulture))]),
            "Vec<()>" => new JsonArray([.. Enumerable.Range(0, length).Select(_ => new JsonArray())]),
            "BitVec<u8,Lsb0>" => string.Concat(Enumerable.Range(0, length).Select(i => i % 3 == 0 ? '1' : '0')),
            string type => throw new ArgumentOutOfRangeException(nameof(row), type, "unknown type"),
        };
    }
}
