namespace PhatSdk.Metadata.Ink;

/// <summary>An argument of a message or constructor, or a field of an event.</summary>
/// <param name="Label">Its name as the contract spells it.</param>
/// <param name="TypeId">Its type.</param>
public sealed record InkParameter(string Label, int TypeId)
{
    /// <summary>The type as the contract's source spells it, a segment an entry; for display only, and may be empty.</summary>
    public IReadOnlyList<string> DisplayName { get; init; } = [];

    /// <summary>Whether it is a field of an event that events are found by: <c>#[ink(topic)]</c>.</summary>
    public bool IsTopic { get; init; }

    /// <summary>Its documentation, a line an entry; arguments have none.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];
}
