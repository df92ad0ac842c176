namespace PhatSdk.SourceGenerator.Models;

/// <summary>Everything that is written for one contract.</summary>
internal sealed record ContractModel
{
    internal required ClassModel Class { get; init; }

    /// <summary>The contract's name, version and language, for the class's documentation.</summary>
    internal required string Title { get; init; }

    internal required EquatableArray<string> Docs { get; init; }

    internal required string CodeHash { get; init; }

    internal required string? WasmBase64 { get; init; }

    internal required EquatableArray<ConstructorModel> Constructors { get; init; }

    internal required EquatableArray<MessageModel> Messages { get; init; }

    internal required EquatableArray<EventModel> Events { get; init; }

    internal required EquatableArray<TypeModel> Types { get; init; }
}
