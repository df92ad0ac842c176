namespace PhatSdk.SourceGenerator;

/// <summary>The names under which the pipeline's steps are tracked.</summary>
internal static class StepNames
{
    internal const string Declarations = "ContractDeclarations";
    internal const string Files = "ContractFiles";
    internal const string Requests = "ContractRequests";
    internal const string Outcomes = "ContractOutcomes";
    internal const string Models = "ContractModels";
    internal const string Diagnostics = "ContractDiagnostics";
}
