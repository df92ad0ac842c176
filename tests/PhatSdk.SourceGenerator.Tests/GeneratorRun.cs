extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using generator::PhatSdk.SourceGenerator;

namespace PhatSdk.SourceGenerator.Tests;

/// <summary>Runs the generator over a source text and files, as the compiler would.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    private GeneratorRun(GeneratorDriver driver, Compilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        Driver = driver;
        Compilation = compilation;
        Diagnostics = diagnostics;
    }

    internal GeneratorDriver Driver { get; }

    /// <summary>The compilation with what was generated.</summary>
    internal Compilation Compilation { get; }

    /// <summary>What the generator reported.</summary>
    internal ImmutableArray<Diagnostic> Diagnostics { get; }

    internal ImmutableArray<GeneratedSourceResult> Sources => Driver.GetRunResult().Results[0].GeneratedSources;

    internal static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    internal static GeneratorDriver CreateDriver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new ContractGenerator().AsSourceGenerator()],
        files,
        ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    internal static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    internal static GeneratorRun Create(string source, params AdditionalText[] files)
    {
        GeneratorDriver driver = CreateDriver(files).RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        return new GeneratorRun(driver, output, diagnostics);
    }

    /// <summary>Fails where the compiler has anything to say, warnings and documentation included.</summary>
    internal void AssertCompiles(bool warnings = true)
    {
        Assert.That(Diagnostics, Is.Empty);
        using MemoryStream assembly = new();
        Assert.That(
            Compilation.Emit(assembly).Diagnostics.Where(one => one.Severity >= (warnings ? DiagnosticSeverity.Info : DiagnosticSeverity.Error)).Select(one => $"{one}\n{Line(one)}").Take(10),
            Is.Empty);
    }

    /// <summary>Compiles and loads what was generated.</summary>
    internal Assembly Load()
    {
        AssertCompiles(warnings: false);
        using MemoryStream image = new();
        Compilation.Emit(image);
        return Assembly.Load(image.ToArray());
    }

    private static string Line(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework);
        return [.. platform.Append(typeof(PhatSdkException).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
