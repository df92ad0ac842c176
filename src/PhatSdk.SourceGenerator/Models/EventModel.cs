namespace PhatSdk.SourceGenerator.Models;

/// <summary>An event: a record of its fields, and how it is told from others.</summary>
internal sealed record EventModel
{
    internal required string Name { get; init; }

    internal required string Label { get; init; }

    internal required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>The number of its fields that are topics.</summary>
    internal required int TopicCount { get; init; }

    /// <summary>The byte that its data starts with; null from ink! 5 on.</summary>
    internal required byte? Index { get; init; }

    /// <summary>The topic that names it; null where it is not known, or the event is anonymous.</summary>
    internal required string? SignatureTopic { get; init; }

    internal required EquatableArray<string> Docs { get; init; }
}
