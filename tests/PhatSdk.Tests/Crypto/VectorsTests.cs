using System.Text.Json;
using System.Text.RegularExpressions;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Crypto;

/// <summary>No vector lies unread.</summary>
public partial class VectorsTests
{
    private static readonly string[] Files =
        ["rust/sr25519.json", "rust/suri.json", "rust/bip39.json", "rust/ecdsa.json", "rust/hashes.json", "crypto.json", "typed-data.json", "mnemonics.json"];

    [TestCaseSource(nameof(Files))]
    public void EveryTableIsReadWholeByATest(string file)
    {
        HashSet<(string File, string Table, int? Rows)> read = [.. TablesReadByTests()];
        foreach ((string table, int rows) in Tables(Vectors.File(file), ""))
        {
            // A source of test cases makes a case of each row.
            Assert.That(read.Contains((file, table, rows)) || read.Contains((file, table, null)), $"{file}: {table} with {rows} rows is read by no test");
        }
    }

    private static IEnumerable<(string Table, int Rows)> Tables(JsonElement element, string path) => element.EnumerateObject().SelectMany(property => property.Value.ValueKind switch
    {
        JsonValueKind.Array => [(path + property.Name, property.Value.GetArrayLength())],
        JsonValueKind.Object => Tables(property.Value, $"{path}{property.Name}."),
        _ => Enumerable.Empty<(string, int)>(),
    });

    private static IEnumerable<(string File, string Table, int? Rows)> TablesReadByTests()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "tests", "PhatSdk.Tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            string source = File.ReadAllText(path);
            string own = OwnFile().Match(source).Groups[1].Value;
            foreach (Match match in TableRead().Matches(source))
            {
                yield return (match.Groups[1].Success ? match.Groups[1].Value : own, match.Groups[2].Value, int.Parse(match.Groups[3].Value, null));
            }

            foreach (Match match in CaseSource().Matches(source))
            {
                yield return (AnyFile().Match(source).Groups[1].Value, match.Groups[1].Value, null);
            }
        }
    }

    [GeneratedRegex("""Vectors\.Table\((?:"([^"]+)"|File), "([^"]+)", (\d+)\)""")]
    private static partial Regex TableRead();

    [GeneratedRegex("""const string File = "([^"]+)";""")]
    private static partial Regex OwnFile();

    [GeneratedRegex("""TestCaseSource\(nameof\(Rows\), new object\[\] \{ "([^"]+)" \}\)""")]
    private static partial Regex CaseSource();

    [GeneratedRegex("Fixtures\\.Path\\(\"([^\"]+)\"\\)")]
    private static partial Regex AnyFile();
}
