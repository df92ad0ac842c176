using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Diagnostics;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>What became of a request: a model, or why there is none.</summary>
internal sealed record ContractOutcome(ContractModel? Model, DiagnosticInfo? Problem)
{
    internal static ContractOutcome Create(ContractRequest request, CancellationToken cancellationToken)
    {
        if (request.Problem is not null)
        {
            return new ContractOutcome(null, request.Problem);
        }

        try
        {
            InkMetadata metadata = InkMetadata.Parse(request.Json);
            cancellationToken.ThrowIfCancellationRequested();
            return new ContractOutcome(new ContractModelBuilder(metadata, request.Declaration.Class).Build(), null);
        }
        catch (MetadataException exception)
        {
            return Failed(exception.Problem switch
            {
                MetadataProblem.UnsupportedVersion => DiagnosticDescriptors.UnsupportedVersion,
                MetadataProblem.DuplicateSelector => DiagnosticDescriptors.DuplicateSelector,
                _ => DiagnosticDescriptors.NotAnAbi,
            }, exception);
        }
        catch (TypeNotRepresentableException exception)
        {
            return Failed(DiagnosticDescriptors.TypeNotRepresentable, exception);
        }

        ContractOutcome Failed(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, Exception exception) =>
            new(null, new DiagnosticInfo(descriptor, request.Declaration.Location, new[] { request.FileName, exception.Message }));
    }
}
