using System.Text.RegularExpressions;
using PhatSdk.TestKit;

namespace PhatSdk.Architecture.Tests;

/// <summary>The documents' code is the samples' code, and their links lead somewhere.</summary>
public sealed partial class DocsTests
{
    private static readonly string[] Documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/chain.md", "docs/transactions.md"];
    private static readonly string[] DocumentsWithCode = ["README.md", "docs/chain.md", "docs/connections.md", "docs/transactions.md"];

    [TestCaseSource(nameof(DocumentsWithCode))]
    public void CodeIsARegionOfASampleOrATest(string document)
    {
        string text = File.ReadAllText(Path.Combine(Fixtures.Root, document));
        int blocks = 0;
        foreach (Match match in SampleBlock().Matches(text))
        {
            blocks++;
            string source = File.ReadAllText(Path.Combine(Fixtures.Root, match.Groups["file"].Value));
            string region = match.Groups["region"].Value;
            string code = match.Groups["code"].Value.Trim();
            if (region.Length == 0)
            {
                Assert.That(source, Does.Contain(code));
            }
            else
            {
                Assert.That(code, Is.EqualTo(RegionOf(source, region)), region);
            }
        }

        Assert.That(blocks, Is.EqualTo(Fence().Count(text)), "each C# block has its sample named in a comment above it");
        Assert.That(blocks, Is.GreaterThan(0));
    }

    [TestCaseSource(nameof(Documents))]
    public void RelativeLinksLeadToFiles(string document)
    {
        string[] targets = [.. Link().Matches(File.ReadAllText(Path.Combine(Fixtures.Root, document))).Select(match => match.Groups[1].Value)];
        Assert.That(targets, Is.Not.Empty);
        string folder = Path.GetDirectoryName(Path.Combine(Fixtures.Root, document))!;
        Assert.That(targets.Where(target => !Path.Exists(Path.Combine(folder, target))), Is.Empty);
    }

    private static string RegionOf(string source, string name)
    {
        Match match = Regex.Match(source, $@"#region {Regex.Escape(name)}\n(.*?)\n\s*#endregion", RegexOptions.Singleline);
        Assert.That(match.Success, $"there is no region {name}");
        return Unindent(match.Groups[1].Value).Trim();
    }

    private static string Unindent(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    [GeneratedRegex(@"<!-- (?<file>(samples|tests)/[^#\s]+)(#(?<region>\w+))? -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SampleBlock();

    [GeneratedRegex("```csharp")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();
}
