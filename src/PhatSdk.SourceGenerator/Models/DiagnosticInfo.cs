using Microsoft.CodeAnalysis;

namespace PhatSdk.SourceGenerator.Models;

/// <summary>A diagnostic that holds no syntax, and so can be kept from run to run.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    internal Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location?.ToLocation(), [.. Arguments]);
}
