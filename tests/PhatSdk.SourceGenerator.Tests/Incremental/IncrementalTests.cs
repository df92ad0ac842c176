extern alias generator;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PhatSdk.TestKit;
using StepNames = generator::PhatSdk.SourceGenerator.StepNames;

namespace PhatSdk.SourceGenerator.Tests.Incremental;

public sealed class IncrementalTests
{
    private const string Declaration = "namespace Consumer; [PhatSdk.Contracts.InkContract(\"small.json\")] public partial class Small;";

    private static readonly CSharpCompilation Start = GeneratorRun.Compile(Declaration, "class Other { }");

    [Test]
    public void AnEditElsewhereRunsNothing()
    {
        GeneratorDriver driver = GeneratorRun.CreateDriver(new SmallAbi().ToFile()).RunGenerators(Start);
        GeneratorRunResult result = Edit(driver, 1, "class Other { int _edited; }");

        Assert.Multiple(() =>
        {
            foreach (string step in new[] { StepNames.Declarations, StepNames.Files, StepNames.Requests, StepNames.Outcomes, StepNames.Models })
            {
                Assert.That(Reasons(result, step), Is.All.EqualTo(IncrementalStepRunReason.Cached).Or.EqualTo(IncrementalStepRunReason.Unchanged), step);
            }

            Assert.That(Reasons(result, StepNames.Outcomes), Is.All.EqualTo(IncrementalStepRunReason.Cached));
            Assert.That(OutputReasons(result), Is.Not.Empty.And.All.EqualTo(IncrementalStepRunReason.Cached));
        });
    }

    [Test]
    public void AnEditAboveTheClassWritesNothingAnew()
    {
        GeneratorDriver driver = GeneratorRun.CreateDriver(new SmallAbi().ToFile()).RunGenerators(Start);
        GeneratorRunResult result = Edit(driver, 0, "// A comment that moves the class.\n" + Declaration);

        Assert.That(OutputReasons(result), Is.Not.Empty.And.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void AChangeOfAnotherFileReadsNoContractAnew()
    {
        MemoryText other = new("/project/appsettings.json", "{}");
        GeneratorDriver driver = GeneratorRun.CreateDriver(new SmallAbi().ToFile(), other).RunGenerators(Start);
        GeneratorRunResult result = driver.ReplaceAdditionalText(other, new MemoryText(other.Path, "{ }")).RunGenerators(Start).GetRunResult().Results[0];

        Assert.That(Reasons(result, StepNames.Outcomes), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void AChangeOfTheContractIsSeen()
    {
        MemoryText file = new SmallAbi().ToFile();
        GeneratorDriver driver = GeneratorRun.CreateDriver(file).RunGenerators(Start);
        GeneratorRunResult result = driver.ReplaceAdditionalText(file, new SmallAbi().Message("other").ToFile()).RunGenerators(Start).GetRunResult().Results[0];

        Assert.That(OutputReasons(result), Is.All.EqualTo(IncrementalStepRunReason.Modified));
        Assert.That(result.GeneratedSources[0].SourceText.ToString(), Does.Contain("OtherAsync"));
    }

    [Test]
    public void TheSameContractIsWrittenAlike()
    {
        MemoryText file = new("/project/small.json", File.ReadAllText(Fixtures.Contract("type_zoo/type_zoo.json")));
        string[] written = [.. Enumerable.Range(0, 2).Select(_ => string.Concat(
            GeneratorRun.CreateDriver(file).RunGenerators(Start).GetRunResult().Results[0].GeneratedSources.Select(source => source.SourceText)))];

        Assert.That(written[1], Is.EqualTo(written[0]));
    }

    [Test]
    public void AContractOfThousandsOfMessagesIsWrittenWhole()
    {
        SmallAbi abi = new();
        for (int i = 0; i < 3000; i++)
        {
            abi.Type($$"""{ "path": ["a_crate", "Struct{{i}}"], "docs": ["{{new string('x', 100)}}"], "def": { "composite": { "fields": [ { "name": "first", "type": 0 }, { "name": "second", "type": 2 } ] } } }""");
            abi.Message($"message_{i}", ("argument", i + 3));
        }

        MemoryText file = abi.ToFile();
        Assert.That(file.GetText().Length, Is.GreaterThan(1_000_000));
        GeneratorDriver driver = GeneratorRun.CreateDriver(file).RunGenerators(Start);

        string written = string.Concat(driver.GetRunResult().Results[0].GeneratedSources.Select(source => source.SourceText));
        Assert.That(written, Does.Contain("Message2999Async").And.Contain("Struct2999"));
    }

    private static GeneratorRunResult Edit(GeneratorDriver driver, int tree, string text)
    {
        SyntaxTree old = Start.SyntaxTrees[tree];
        Compilation edited = Start.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, GeneratorRun.ParseOptions, old.FilePath));
        return driver.RunGenerators(edited).GetRunResult().Results[0];
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IncrementalStepRunReason[] OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
