using System.Text;
using System.Text.Json;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary>The repository's fixtures as good inputs.</summary>
internal static class Corpus
{
    /// <summary>The byte strings in hexadecimal text of a file in tests/Fixtures.</summary>
    public static IReadOnlyList<byte[]> Bytes(string file) =>
        [.. Texts(file).Where(text => text.StartsWith("0x", StringComparison.Ordinal)).Select(text => Convert.FromHexString(text.AsSpan(2)))];

    /// <summary>All texts of a file in tests/Fixtures.</summary>
    public static IReadOnlyList<string> Texts(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Path(file)));
        List<string> texts = [];
        Collect(document.RootElement, texts);
        return [.. texts.Distinct()];
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>Files of the contracts, the longer ones left out.</summary>
    public static IReadOnlyList<byte[]> Contracts(string pattern, int longest) =>
    [
        .. Directory.EnumerateFiles(Fixtures.Contract(""), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("target", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(file => file.Length <= longest),
    ];

    private static void Collect(JsonElement element, List<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                texts.Add(element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Collect(property.Value, texts);
                }

                break;
            default:
                break;
        }
    }
}
