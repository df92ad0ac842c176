using Microsoft.CodeAnalysis;

namespace PhatSdk.SourceGenerator.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [Test]
    public void FileMissing() => AssertReports("PHAT001", "There is no file \"other.json\"", Run("[InkContract(\"other.json\")] public partial class Small;", new SmallAbi().ToFile()));

    [Test]
    public void FileMissingWithoutAPath() => AssertReports("PHAT001", "There is no file \"\"", Run("[InkContract(\"\")] public partial class Small;", new SmallAbi().ToFile()));

    [Test]
    public void FileAmbiguous() => AssertReports(
        "PHAT002", "\"small.json\" may be any of /a/small.json, /b/small.json", Run(files: [new SmallAbi().ToFile("/b/small.json"), new SmallAbi().ToFile("/a/small.json")]));

    [Test]
    public void AFoldersNameTellsFilesApart() =>
        Run("[InkContract(@\"a\\small.json\")] public partial class Small;", new SmallAbi().ToFile("/x/b/small.json"), new SmallAbi().ToFile("/x/a/small.json")).AssertCompiles(warnings: false);

    [TestCase("{", "small.json: the JSON is damaged")]
    [TestCase("{}", "small.json: the document is no ink! metadata")]
    [TestCase("[]", "small.json: the document: an array is not an object")]
    public void NotAnAbi(string text, string message) => AssertReports("PHAT003", message, Run(files: new MemoryText("/project/small.json", text)));

    [Test]
    public void NoHash()
    {
        SmallAbi abi = new();
        abi.Document["source"] = null;
        AssertReports("PHAT003", "source.hash is missing", Run(files: abi.ToFile()));
    }

    [TestCase("7")]
    [TestCase("6")]
    public void UnsupportedVersion(string version)
    {
        SmallAbi abi = new();
        abi.Document["version"] = version;
        AssertReports("PHAT004", "ink!", Run(files: abi.ToFile()));
    }

    [TestCase("[InkContract(\"small.json\")] public class Small;", "\"Small\" has to be partial")]
    [TestCase("public class Outer { [InkContract(\"small.json\")] public partial class Small; }", "\"Outer\" has to be partial")]
    public void ClassNotPartial(string source, string message) => AssertReports("PHAT005", message, Run(source, new SmallAbi().ToFile()));

    [TestCase("static partial class Small", "it is static")]
    [TestCase("abstract partial class Small", "it is abstract")]
    [TestCase("partial record Small", "it is a record")]
    [TestCase("partial class Small<T>", "generic")]
    [TestCase("file partial class Small", "local to its file")]
    [TestCase("partial class Small : System.Exception", "its base is Exception")]
    public void ClassUnfit(string declaration, string message) =>
        AssertReports("PHAT006", message, Run($"[InkContract(\"small.json\")] {declaration} {{ }}", new SmallAbi().ToFile()));

    [Test]
    public void TypeNotRepresentable() => AssertReports(
        "PHAT007",
        "type 3 is the compact form of what is no unsigned integer",
        Run(files: new SmallAbi().Type("""{ "def": { "compact": { "type": 2 } } }""").Message("take", ("it", 3)).ToFile()));

    [Test]
    public void ATypeOfAbsurdLength()
    {
        SmallAbi abi = new();
        for (int id = 3; id < 60; id++)
        {
            abi.Type($$"""{ "def": { "tuple": [{{id - 1}}, {{id - 1}}] } }""");
        }

        AssertReports("PHAT007", "beyond 4000 characters", Run(files: abi.Message("take", ("it", 59)).ToFile()));
    }

    [Test]
    public void DuplicateSelector()
    {
        SmallAbi abi = new SmallAbi().Message("other");
        abi.Document["spec"]!["messages"]![1]!["selector"] = (string)abi.Document["spec"]!["messages"]![0]!["selector"]!;
        AssertReports("PHAT008", "[0] and [1] have one selector, 0x2f865bd9", Run(files: abi.ToFile()));
    }

    [Test]
    public void OneBrokenContractDoesNotKeepAnotherFromBeingWritten()
    {
        GeneratorRun run = GeneratorRun.Create(
            "using PhatSdk.Contracts; [InkContract(\"small.json\")] public partial class Small; [InkContract(\"broken.json\")] public partial class Broken;",
            new SmallAbi().ToFile(),
            new MemoryText("/project/broken.json", "{"));

        Assert.That(run.Diagnostics.Select(one => one.Id), Is.EqualTo(new[] { "PHAT003" }));
        Assert.That(run.Sources.Select(source => source.HintName), Has.Member("Small.g.cs"));
    }

    private static GeneratorRun Run(params AdditionalText[] files) => Run("[InkContract(\"small.json\")] public partial class Small;", files);

    private static GeneratorRun Run(string source, params AdditionalText[] files) => GeneratorRun.Create("using PhatSdk.Contracts;\n" + source, files);

    private static void AssertReports(string id, string message, GeneratorRun run)
    {
        Diagnostic diagnostic = run.Diagnostics.Single();
        Assert.Multiple(() =>
        {
            Assert.That(diagnostic.Id, Is.EqualTo(id));
            Assert.That(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Contain(message));
            Assert.That(diagnostic.Severity, Is.EqualTo(DiagnosticSeverity.Error));
            Assert.That(diagnostic.Location.GetLineSpan().Path, Is.EqualTo("Source0.cs"));
            Assert.That(diagnostic.Location.GetLineSpan().StartLinePosition.Line, Is.EqualTo(1));
            Assert.That(run.Sources, Is.Empty);
        });
    }
}
