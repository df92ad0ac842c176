using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PhatSdk.SourceGenerator.Diagnostics;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>A class with <c>[InkContract]</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="Path">The file that the attribute names.</param>
/// <param name="Location">Where the attribute is.</param>
/// <param name="Problem">Why the class cannot be a client; null where it can.</param>
internal sealed record ContractDeclaration(ClassModel Class, string Path, LocationInfo? Location, DiagnosticInfo? Problem)
{
    internal const string Attribute = "PhatSdk.Contracts.InkContractAttribute";

    internal static ContractDeclaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax syntax = (TypeDeclarationSyntax)context.TargetNode;
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        string path = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string ?? "" : "";
        LocationInfo? place = attribute.ApplicationSyntaxReference is { } reference
            ? LocationInfo.From(reference.GetSyntax(cancellationToken).GetLocation())
            : null;
        LocationInfo? name = LocationInfo.From(syntax.Identifier.GetLocation());
        return new ContractDeclaration(ReadClass(syntax, symbol), path, place, FindProblem(syntax, symbol, name));
    }

    private static ClassModel ReadClass(TypeDeclarationSyntax syntax, INamedTypeSymbol symbol)
    {
        List<string> containers = [];
        foreach (TypeDeclarationSyntax outer in syntax.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            string kind = outer is RecordDeclarationSyntax record ? $"record {record.ClassOrStructKeyword.ValueText}".TrimEnd() : outer.Keyword.ValueText;
            containers.Insert(0, $"partial {kind} {outer.Identifier.Text}{outer.TypeParameterList}");
        }

        return new ClassModel(
            symbol.ContainingNamespace.IsGlobalNamespace
                ? null
                : symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            containers,
            syntax.Identifier.Text,
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            symbol.IsSealed);
    }

    private static DiagnosticInfo? FindProblem(TypeDeclarationSyntax syntax, INamedTypeSymbol symbol, LocationInfo? location)
    {
        foreach (TypeDeclarationSyntax declaration in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return new DiagnosticInfo(
                    DiagnosticDescriptors.ClassNotPartial, location, new[] { declaration.Identifier.Text, syntax.Identifier.Text });
            }
        }

        string? reason = symbol switch
        {
            { IsRecord: true } => "it is a record",
            { IsStatic: true } => "it is static",
            { IsAbstract: true } => "it is abstract",
            { IsFileLocal: true } => "it is local to its file",
            { IsGenericType: true } => "it, or a type around it, is generic",
            { BaseType.SpecialType: not SpecialType.System_Object } when symbol.BaseType.Name != "ContractClient" => $"its base is {symbol.BaseType.Name}",
            _ => null,
        };
        return reason is null
            ? null
            : new DiagnosticInfo(DiagnosticDescriptors.ClassUnfit, location, new[] { syntax.Identifier.Text, reason });
    }
}
