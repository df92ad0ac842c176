namespace PhatSdk.Metadata.Types;

/// <summary>A type of a registry: scale-info's <c>Type</c>. What it is made of, its subclass tells.</summary>
public abstract record TypeDefinition
{
    private protected TypeDefinition()
    {
    }

    /// <summary>Its number in the registry.</summary>
    public required int Id { get; init; }

    /// <summary>Where the Rust source has it: <c>sp_core</c>, <c>crypto</c>, <c>AccountId32</c>. Empty for types without a name.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Its generic parameters.</summary>
    public IReadOnlyList<TypeParameter> Parameters { get; init; } = [];

    /// <summary>Its documentation, a line an entry.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];

    /// <summary>The last segment of <see cref="Path"/>; null for types without a name.</summary>
    public string? Name => Path.Count == 0 ? null : Path[Path.Count - 1];
}
