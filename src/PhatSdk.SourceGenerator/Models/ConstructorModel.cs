namespace PhatSdk.SourceGenerator.Models;

/// <summary>A constructor: a record of its arguments, and the method that deploys with it.</summary>
internal sealed record ConstructorModel
{
    /// <summary>The name of its record in <c>Constructors</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>The name of the method that deploys.</summary>
    internal required string Method { get; init; }

    internal required string Label { get; init; }

    internal required uint Selector { get; init; }

    internal required bool IsPayable { get; init; }

    internal required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>The error that it may return; null where it cannot fail.</summary>
    internal required TypeUse? Error { get; init; }

    internal required bool ReturnsLangError { get; init; }

    internal required EquatableArray<string> Docs { get; init; }
}
