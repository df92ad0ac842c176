using Microsoft.CodeAnalysis;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Snapshots;

/// <summary>What is generated, as files under review. With <c>PHATSDK_ACCEPT_SNAPSHOTS=1</c> the files are written anew.</summary>
public sealed class SnapshotTests
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("PHATSDK_ACCEPT_SNAPSHOTS") == "1";

    private static readonly string Folder = Path.Combine(Fixtures.Root, "tests", "PhatSdk.SourceGenerator.Tests", "Snapshots");

    [TestCase("Flipper", "flipper/flipper.json")]
    [TestCase("FlipperInkFive", "flipper/ink5/flipper.json")]
    [TestCase("Psp22", "psp22/psp22.json")]
    [TestCase("PhatToken", "phat_token/phat_token.json")]
    [TestCase("TypeZoo", "type_zoo/type_zoo.json")]
    public void IsAsReviewed(string name, string file)
    {
        GeneratorRun run = GeneratorRun.Create(
            $"namespace Contracts; [PhatSdk.Contracts.InkContract(\"contract.json\")] public partial class {name};",
            new MemoryText("/project/contract.json", File.ReadAllText(Fixtures.Contract(file))));

        Assert.Multiple(() =>
        {
            foreach (GeneratedSourceResult source in run.Sources)
            {
                Compare(Path.Combine(Folder, source.HintName.Replace(".g.cs", ".verified.cs", StringComparison.Ordinal)), source.SourceText.ToString());
            }
        });
    }

    private static void Compare(string path, string actual)
    {
        if (Accepts)
        {
            File.WriteAllText(path, actual);
        }

        string[] expected = File.Exists(path) ? File.ReadAllText(path).Split('\n') : [];
        string[] lines = actual.Split('\n');
        int first = 0;
        while (first < lines.Length && first < expected.Length && lines[first] == expected[first])
        {
            first++;
        }

        if (first < lines.Length || first < expected.Length)
        {
            Assert.Fail(
                $"{Path.GetFileName(path)} differs from line {first + 1} on (to accept: PHATSDK_ACCEPT_SNAPSHOTS=1)\n"
                + $"reviewed:  {expected.ElementAtOrDefault(first) ?? "(the end)"}\ngenerated: {lines.ElementAtOrDefault(first) ?? "(the end)"}");
        }
    }
}
