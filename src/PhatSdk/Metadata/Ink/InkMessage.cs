namespace PhatSdk.Metadata.Ink;

/// <summary>A message of a contract.</summary>
public sealed record InkMessage
{
    /// <summary>Its name as the contract spells it: <c>flip</c>, or <c>PSP22::transfer</c> for a message of a trait.</summary>
    public required string Label { get; init; }

    /// <summary>The four bytes that name it, as a number, the first byte highest.</summary>
    public required uint Selector { get; init; }

    /// <summary>Its arguments in order.</summary>
    public required IReadOnlyList<InkParameter> Parameters { get; init; }

    /// <summary>Whether it may change the contract's state.</summary>
    public required bool Mutates { get; init; }

    /// <summary>Whether value may be sent along.</summary>
    public required bool IsPayable { get; init; }

    /// <summary>Whether the contract's author marks it as the one to use where none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What it returns: <c>Result&lt;T, LangError&gt;</c> from ink! 4 on, else <c>T</c>; null for nothing.</summary>
    public int? ReturnTypeId { get; init; }

    /// <summary><see cref="ReturnTypeId"/> without ink!'s own <c>Result</c> around it.</summary>
    public int? ValueTypeId { get; init; }

    /// <summary>Whether what it returns is in a <c>Result</c> of ink!'s own, whose error is <c>LangError</c>.</summary>
    public bool ReturnsLangError => ReturnTypeId != ValueTypeId;

    /// <summary>Its documentation, a line an entry.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];
}
