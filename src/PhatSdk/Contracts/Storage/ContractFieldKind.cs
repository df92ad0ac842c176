namespace PhatSdk.Contracts.Storage;

/// <summary>What a field of a contract's storage is.</summary>
public enum ContractFieldKind
{
    /// <summary>One value, in a cell that it may share with others.</summary>
    Value = 0,

    /// <summary>A <c>Mapping</c>, or a hash map of ink! 3: entries by key, each in a cell of its own.</summary>
    Mapping = 1,

    /// <summary>A <c>StorageVec</c> or an array of cells: entries by position, each in a cell of its own.</summary>
    Vector = 2,

    /// <summary>A cell of its own, or entries: a <c>Lazy</c>, a <c>Mapping</c> or a <c>StorageVec</c>. The metadata of ink! 4 does not tell which.</summary>
    Undeclared = 3,
}
