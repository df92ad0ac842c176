namespace PhatSdk.Metadata.Ink;

/// <summary>A constructor of a contract.</summary>
public sealed record InkConstructor
{
    /// <summary>Its name as the contract spells it: <c>new</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The four bytes that name it, as a number, the first byte highest.</summary>
    public required uint Selector { get; init; }

    /// <summary>Its arguments in order.</summary>
    public required IReadOnlyList<InkParameter> Parameters { get; init; }

    /// <summary>Whether value may be sent along.</summary>
    public required bool IsPayable { get; init; }

    /// <summary>Whether the contract's author marks it as the one to use where none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What it returns: <c>Result&lt;(), LangError&gt;</c>, or <c>Result&lt;Result&lt;(), E&gt;, LangError&gt;</c>. Null before ink! 4, where nothing is returned.</summary>
    public int? ReturnTypeId { get; init; }

    /// <summary><see cref="ReturnTypeId"/> without ink!'s own <c>Result</c> around it.</summary>
    public int? ValueTypeId { get; init; }

    /// <summary>Whether what it returns is in a <c>Result</c> of ink!'s own, whose error is <c>LangError</c>.</summary>
    public bool ReturnsLangError => ReturnTypeId != ValueTypeId;

    /// <summary>Its documentation, a line an entry.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];
}
