using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhatSdk.TestKit;

namespace PhatSdk.Architecture.Tests;

/// <summary>A file is a thought: one top-level type, named as the file, and not long.</summary>
public sealed class FileShapeTests
{
    private const int MostLines = 400;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Fixtures.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.EndsWith(".verified.cs", StringComparison.Ordinal));

    [Test]
    public void NoFileIsLongerThanFourHundredLines()
    {
        IEnumerable<string> tooLong = Sources("src", "tests", "samples")
            .Select(path => (Path: path, Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{Relative(file.Path)}: {file.Lines} lines");
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void EachSourceFileHoldsOneTypeNamedAsTheFile()
    {
        List<string> wrong = [];
        int read = 0;
        foreach (string path in Sources("src"))
        {
            read++;
            string[] types = [.. TopLevelTypes(path)];
            string expected = Path.GetFileNameWithoutExtension(path).Split('.', '{')[0];
            if (types.Length > 1 || (types.Length == 1 && types[0] != expected))
            {
                wrong.Add($"{Relative(path)} holds {string.Join(", ", types)}");
            }
        }

        Assert.That(read, Is.GreaterThan(50));
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> TopLevelTypes(string path)
    {
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options).GetCompilationUnitRoot();
        return root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Select(node => node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                _ => null,
            })
            .OfType<string>();
    }

    private static string Relative(string path) => Path.GetRelativePath(Fixtures.Root, path);
}
