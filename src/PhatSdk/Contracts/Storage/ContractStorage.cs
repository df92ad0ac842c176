using System.Diagnostics.CodeAnalysis;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Contracts.Storage;

/// <summary>Where a contract keeps its fields: with it one reads them from the chain's storage, without a call of the contract.</summary>
/// <remarks>
/// Follows <c>ink_metadata</c>'s layouts and <c>ink_storage</c>'s keys. From ink! 4 on all fields that are not a <c>Lazy</c>, <c>Mapping</c> or <c>StorageVec</c> lie in one cell.
/// With ink! 3 each has a cell of its own, and structs of several are read field by field; of an enum there is the number, as its own field, then the fields of each variant.
/// </remarks>
public sealed class ContractStorage
{
    private readonly Dictionary<string, ContractField> _byPath;

    private ContractStorage(string contract, IReadOnlyList<ContractField> fields)
    {
        ContractName = contract;
        Fields = fields;
        _byPath = new Dictionary<string, ContractField>(fields.Count);
        foreach (ContractField field in fields)
        {
            _byPath.TryAdd(field.Path, field);
        }
    }

    /// <summary>The contract's name.</summary>
    public string ContractName { get; }

    /// <summary>All fields, those above before those within.</summary>
    public IReadOnlyList<ContractField> Fields { get; }

    /// <summary>A field by its path.</summary>
    /// <param name="path">The names on the way to it: <c>balances</c>, <c>data.owner</c>; empty for the contract's root cell from ink! 4 on.</param>
    /// <exception cref="MetadataException">There is none, or it takes several cells.</exception>
    public ContractField this[string path] => TryGet(path, out ContractField? field)
        ? field
        : throw new MetadataException($"the storage of {ContractName} has no field \"{path}\" in a cell; it has {string.Join(", ", Fields.Select(one => one.Path).Where(one => one.Length > 0))}");

    /// <summary>Reads the layout of a contract's storage.</summary>
    /// <param name="metadata">The contract's metadata.</param>
    /// <returns>Its fields.</returns>
    /// <exception cref="MetadataException">The metadata does not tell where the storage is.</exception>
    public static ContractStorage Of(InkMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        InkLayout layout = metadata.Storage ?? throw new MetadataException($"the metadata of {metadata.ContractName} does not tell where its storage is");
        ContractFieldFinder finder = new(metadata.Types);
        finder.Find(layout);
        return new ContractStorage(metadata.ContractName, finder.Found);
    }

    /// <summary>A field by its path.</summary>
    /// <param name="path">The names on the way to it: <c>balances</c>, <c>data.owner</c>.</param>
    /// <param name="field">The field.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out ContractField? field)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _byPath.TryGetValue(path, out field);
    }
}
