using Microsoft.CodeAnalysis;

namespace PhatSdk.SourceGenerator.Diagnostics;

/// <summary>What the generator has to say.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "PhatSdk";

    internal static readonly DiagnosticDescriptor FileMissing = Error(
        "PHAT001", "The contract's file is not there", "There is no file \"{0}\" among the project's .contract files and AdditionalFiles");

    internal static readonly DiagnosticDescriptor FileAmbiguous = Error(
        "PHAT002", "Several files have the contract's name", "\"{0}\" may be any of {1}; give more of the path");

    internal static readonly DiagnosticDescriptor NotAnAbi = Error(
        "PHAT003", "The file is no contract's metadata", "{0}: {1}");

    internal static readonly DiagnosticDescriptor UnsupportedVersion = Error(
        "PHAT004", "The contract's metadata is of a version that is not supported", "{0}: {1}");

    internal static readonly DiagnosticDescriptor ClassNotPartial = Error(
        "PHAT005", "The contract's class is not partial", "\"{0}\" has to be partial, as the generator writes the rest of \"{1}\"");

    internal static readonly DiagnosticDescriptor ClassUnfit = Error(
        "PHAT006", "The class cannot be a contract's client", "\"{0}\" cannot be a contract's client: {1}");

    internal static readonly DiagnosticDescriptor TypeNotRepresentable = Error(
        "PHAT007", "A type of the contract has no counterpart in C#", "{0}: {1}");

    internal static readonly DiagnosticDescriptor DuplicateSelector = Error(
        "PHAT008", "Two messages or constructors have one selector", "{0}: {1}");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
