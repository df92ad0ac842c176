using Microsoft.CodeAnalysis.Text;
using PhatSdk.SourceGenerator.Diagnostics;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>A class with <c>[InkContract]</c> and the file that it names.</summary>
/// <param name="Declaration">The class.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Json">The file's text; empty where there is a problem.</param>
/// <param name="Problem">Why there is no file; null where there is one.</param>
internal sealed record ContractRequest(ContractDeclaration Declaration, string FileName, string Json, DiagnosticInfo? Problem)
{
    internal static ContractRequest Resolve(
        ContractDeclaration declaration, IEnumerable<ContractFile> files, string projectFolder, CancellationToken cancellationToken)
    {
        if (declaration.Problem is not null)
        {
            return new ContractRequest(declaration, "", "", declaration.Problem);
        }

        string wanted = ContractFile.Normalize(declaration.Path);
        string belowProject = ContractFile.Normalize(projectFolder + "/" + declaration.Path);
        List<ContractFile> found = [];
        foreach (ContractFile file in files)
        {
            if (file.Path == belowProject || file.Path == wanted)
            {
                found = [file];
                break;
            }

            if (wanted.Length > 0 && file.Path.EndsWith("/" + wanted, StringComparison.Ordinal))
            {
                found.Add(file);
            }
        }

        if (found.Count != 1)
        {
            return new ContractRequest(declaration, "", "", NotFound(declaration, found));
        }

        SourceText? text = found[0].Text.GetText(cancellationToken);
        return new ContractRequest(declaration, ContractFile.NameOf(found[0].Path), text?.ToString() ?? "", Problem: null);
    }

    private static DiagnosticInfo NotFound(ContractDeclaration declaration, List<ContractFile> found) => found.Count == 0
        ? new DiagnosticInfo(DiagnosticDescriptors.FileMissing, declaration.Location, new[] { declaration.Path })
        : new DiagnosticInfo(
            DiagnosticDescriptors.FileAmbiguous,
            declaration.Location,
            new[] { declaration.Path, string.Join(", ", found.Select(file => file.Path).OrderBy(path => path, StringComparer.Ordinal)) });
}
