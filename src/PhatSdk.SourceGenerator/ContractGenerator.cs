using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PhatSdk.SourceGenerator.Emission;
using PhatSdk.SourceGenerator.Models;
using PhatSdk.SourceGenerator.Reading;

namespace PhatSdk.SourceGenerator;

/// <summary>Writes the client of each contract that a class with <c>[InkContract]</c> names.</summary>
[Generator]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ContractDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(ContractDeclaration.Attribute, static (node, _) => node is TypeDeclarationSyntax, ContractDeclaration.Read)
            .WithTrackingName(StepNames.Declarations);

        IncrementalValueProvider<ImmutableArray<ContractFile>> files = context.AdditionalTextsProvider
            .Where(ContractFile.MayBe)
            .Select(static (text, _) => ContractFile.From(text))
            .WithTrackingName(StepNames.Files)
            .Collect();

        IncrementalValueProvider<string> projectFolder = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.ProjectDir", out string? folder) ? folder : "");

        IncrementalValuesProvider<ContractOutcome> outcomes = declarations
            .Combine(files.Combine(projectFolder))
            .Select(static (pair, cancellationToken) => ContractRequest.Resolve(pair.Left, pair.Right.Left, pair.Right.Right, cancellationToken))
            .WithTrackingName(StepNames.Requests)
            .Select(ContractOutcome.Create)
            .WithTrackingName(StepNames.Outcomes);

        IncrementalValuesProvider<ContractModel> models = outcomes
            .SelectMany(static (outcome, _) => outcome.Model is { } model ? ImmutableArray.Create(model) : [])
            .WithTrackingName(StepNames.Models);

        IncrementalValuesProvider<DiagnosticInfo> problems = outcomes
            .SelectMany(static (outcome, _) => outcome.Problem is { } problem ? ImmutableArray.Create(problem) : [])
            .WithTrackingName(StepNames.Diagnostics);

        context.RegisterSourceOutput(models, static (output, model) => AddSources(output, model));
        context.RegisterSourceOutput(problems, static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));
    }

    private static void AddSources(SourceProductionContext output, ContractModel model)
    {
        foreach ((string suffix, string text) in ContractEmitter.Write(model))
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.AddSource($"{model.Class.HintName}{suffix}.g.cs", SourceText.From(text, Encoding.UTF8));
        }
    }
}
