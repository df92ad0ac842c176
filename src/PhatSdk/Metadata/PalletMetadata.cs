using System.Diagnostics.CodeAnalysis;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>A pallet: a part of a runtime with its own storage, calls, events, errors and constants.</summary>
public sealed class PalletMetadata
{
    private readonly TypeRegistry _types;
    private VariantIndex? _calls;
    private VariantIndex? _events;
    private VariantIndex? _errors;

    internal PalletMetadata(TypeRegistry types) => _types = types;

    /// <summary>Its name: <c>Contracts</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The byte that names it in calls, events and errors.</summary>
    public required byte Index { get; init; }

    /// <summary>The enum of its calls; null where it has none.</summary>
    public int? CallTypeId { get; init; }

    /// <summary>The enum of its events; null where it has none.</summary>
    public int? EventTypeId { get; init; }

    /// <summary>The enum of its errors; null where it has none.</summary>
    public int? ErrorTypeId { get; init; }

    /// <summary>What its storage keys start with, before hashing; null where it has no storage.</summary>
    public string? StoragePrefix { get; init; }

    /// <summary>Its storage entries.</summary>
    public IReadOnlyList<StorageEntryMetadata> Storage { get; init; } = [];

    /// <summary>Its constants.</summary>
    public IReadOnlyList<ConstantMetadata> Constants { get; init; } = [];

    /// <summary>Types that its configuration names; none before V16.</summary>
    public IReadOnlyList<AssociatedTypeMetadata> AssociatedTypes { get; init; } = [];

    /// <summary>Its view functions; none before V16.</summary>
    public IReadOnlyList<ViewFunctionMetadata> ViewFunctions { get; init; } = [];

    /// <summary>Its documentation, a line an entry; empty with V14.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];

    /// <summary>Why it should not be used any more; null where nothing is said against it, and before V16.</summary>
    public DeprecationMetadata? Deprecation { get; init; }

    /// <summary>The calls that should not be used any more, by their index; none before V16.</summary>
    public IReadOnlyDictionary<byte, DeprecationMetadata> DeprecatedCalls { get; init; } = NoDeprecations;

    /// <summary>The events that should not be relied upon any more, by their index; none before V16.</summary>
    public IReadOnlyDictionary<byte, DeprecationMetadata> DeprecatedEvents { get; init; } = NoDeprecations;

    /// <summary>The errors that should not be relied upon any more, by their index; none before V16.</summary>
    public IReadOnlyDictionary<byte, DeprecationMetadata> DeprecatedErrors { get; init; } = NoDeprecations;

    internal static IReadOnlyDictionary<byte, DeprecationMetadata> NoDeprecations { get; } = new Dictionary<byte, DeprecationMetadata>().AsReadOnly();

    /// <summary>A storage entry by its name.</summary>
    /// <param name="name">The name: <c>Account</c>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public StorageEntryMetadata StorageEntry(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (StorageEntryMetadata entry in Storage)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        throw new MetadataException($"pallet {Name} has no storage entry \"{name}\"");
    }

    /// <summary>A constant by its name.</summary>
    /// <param name="name">The name: <c>BlockHashCount</c>.</param>
    /// <returns>The constant.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public ConstantMetadata Constant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (ConstantMetadata constant in Constants)
        {
            if (constant.Name == name)
            {
                return constant;
            }
        }

        throw new MetadataException($"pallet {Name} has no constant \"{name}\"");
    }

    /// <summary>A call by its name: its index and arguments.</summary>
    /// <param name="name">The name: <c>transfer_keep_alive</c>.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public TypeVariant Call(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Calls.TryGet(name, out TypeVariant? call) ? call : throw new MetadataException($"pallet {Name} has no call \"{name}\"");
    }

    /// <summary>An event by the byte that names it.</summary>
    /// <param name="index">The byte.</param>
    /// <returns>The event.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public TypeVariant EventAt(byte index) =>
        Events.TryGet(index, out TypeVariant? found) ? found : throw new MetadataException($"pallet {Name} has no event {index}");

    /// <summary>An error by the byte that names it: the first of the four in a <c>ModuleError</c>.</summary>
    /// <param name="index">The byte.</param>
    /// <param name="error">The error, with its documentation.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetError(byte index, [NotNullWhen(true)] out TypeVariant? error) => Errors.TryGet(index, out error);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Index})";

    private VariantIndex Calls => _calls ??= new VariantIndex(_types, CallTypeId);

    private VariantIndex Events => _events ??= new VariantIndex(_types, EventTypeId);

    private VariantIndex Errors => _errors ??= new VariantIndex(_types, ErrorTypeId);
}
