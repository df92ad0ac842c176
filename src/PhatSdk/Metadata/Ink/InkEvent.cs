namespace PhatSdk.Metadata.Ink;

/// <summary>An event of a contract.</summary>
public sealed record InkEvent
{
    /// <summary>Its name as the contract spells it.</summary>
    public required string Label { get; init; }

    /// <summary>Its place among the contract's events, from 0. Before ink! 5, an emitted event's data starts with it.</summary>
    public required int Index { get; init; }

    /// <summary>Its fields in order. All are in an emitted event's data, those that are topics too.</summary>
    public required IReadOnlyList<InkParameter> Fields { get; init; }

    /// <summary>The topic that names it, <c>0x</c> and 64 digits; null before ink! 5, and for an anonymous event.</summary>
    public string? SignatureTopic { get; init; }

    /// <summary>The Rust module that declares it: <c>psp22::events</c>; null before ink! 5.</summary>
    public string? ModulePath { get; init; }

    /// <summary>Its documentation, a line an entry.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];
}
