namespace PhatSdk.SourceGenerator.Models;

/// <summary>A message: a record of its arguments, and the methods that call it.</summary>
internal sealed record MessageModel
{
    /// <summary>The name of its record in <c>Messages</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>The name of the method that queries it, or submits it where it changes state.</summary>
    internal required string Method { get; init; }

    /// <summary>The name of the method that estimates it; null where it does not change state.</summary>
    internal required string? EstimateMethod { get; init; }

    internal required string Label { get; init; }

    internal required uint Selector { get; init; }

    internal required bool Mutates { get; init; }

    internal required bool IsPayable { get; init; }

    internal required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>What it returns; null for nothing.</summary>
    internal required TypeUse? Return { get; init; }

    internal required bool ReturnsLangError { get; init; }

    internal required EquatableArray<string> Docs { get; init; }
}
