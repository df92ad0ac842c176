using System.Diagnostics.CodeAnalysis;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>What a runtime tells of itself: its types, pallets, extrinsics and runtime APIs.</summary>
/// <remarks>
/// One model for the versions 14, 15 and 16 of frame-metadata. Immutable; may be used by several threads. Decoding checks all of it and notes where things are; a type, a
/// pallet's calls and lines of documentation are built when somebody asks for them.
/// </remarks>
/// <remarks>
/// One model for the versions 14, 15 and 16 of frame-metadata. Immutable; may be used by several threads. Decoding checks all of it and notes where things are; a type, a
/// pallet's calls and lines of documentation are built when somebody asks for them.
/// </remarks>
public sealed class RuntimeMetadata
{
    private readonly Dictionary<string, PalletMetadata> _byName;
    private readonly PalletMetadata?[] _byIndex = new PalletMetadata?[byte.MaxValue + 1];
    private readonly int? _callTypeId;
    private readonly int? _eventTypeId;

    internal RuntimeMetadata(int version, TypeRegistry types, IReadOnlyList<PalletMetadata> pallets, OuterEnums enums)
    {
        Version = version;
        Types = types;
        Pallets = pallets;
        _callTypeId = enums.CallTypeId;
        _eventTypeId = enums.EventTypeId;
        ErrorTypeId = enums.ErrorTypeId;
        _byName = new Dictionary<string, PalletMetadata>(pallets.Count);
        foreach (PalletMetadata pallet in pallets)
        {
            if (!_byName.TryAdd(pallet.Name, pallet) || _byIndex[pallet.Index] is not null)
            {
                throw new MetadataException($"pallet {pallet.Name} or index {pallet.Index} is there twice");
            }

            _byIndex[pallet.Index] = pallet;
        }
    }

    /// <summary>The version of the format: 14, 15 or 16.</summary>
    public int Version { get; }

    /// <summary>The types that all the rest refers to.</summary>
    public TypeRegistry Types { get; }

    /// <summary>The pallets, in the runtime's order.</summary>
    public IReadOnlyList<PalletMetadata> Pallets { get; }

    /// <summary>What extrinsics are made of.</summary>
    public required ExtrinsicMetadata Extrinsic { get; init; }

    /// <summary>The runtime APIs; none with V14.</summary>
    public IReadOnlyList<RuntimeApiMetadata> Apis { get; init; } = [];

    /// <summary>Values that the runtime adds on its own account; none with V14.</summary>
    public IReadOnlyList<CustomValueMetadata> CustomValues { get; init; } = [];

    /// <summary>The enum of all pallets' calls: <c>RuntimeCall</c>.</summary>
    /// <exception cref="MetadataException">A V14 runtime does not tell it.</exception>
    public int CallTypeId => _callTypeId ?? throw new MetadataException("the metadata does not tell the type of calls");

    /// <summary>The enum of all pallets' events: <c>RuntimeEvent</c>.</summary>
    /// <exception cref="MetadataException">A V14 runtime without the storage entry System.Events does not tell it.</exception>
    public int EventTypeId => _eventTypeId ?? throw new MetadataException("the metadata does not tell the type of events");

    /// <summary>The enum of all pallets' errors: <c>RuntimeError</c>; null with V14.</summary>
    public int? ErrorTypeId { get; }

    /// <summary>A pallet by its name.</summary>
    /// <param name="name">The name: <c>Contracts</c>.</param>
    /// <exception cref="MetadataException">There is none.</exception>
    public PalletMetadata this[string name] =>
        TryGetPallet(name, out PalletMetadata? pallet) ? pallet : throw new MetadataException($"the runtime has no pallet \"{name}\"");

    /// <summary>Decodes the metadata of a runtime, as <c>state_getMetadata</c> returns it.</summary>
    /// <param name="prefixed">The bytes: <c>meta</c>, the version, the rest. Views of them are kept: do not change them afterwards.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="MetadataException">It is of another version, or contradicts itself.</exception>
    /// <exception cref="ScaleException">The bytes are no metadata.</exception>
    public static RuntimeMetadata Decode(ReadOnlyMemory<byte> prefixed) => RuntimeMetadataReader.Read(prefixed);

    /// <summary>A pallet by its name.</summary>
    /// <param name="name">The name: <c>Contracts</c>.</param>
    /// <param name="pallet">The pallet.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetPallet(string name, [NotNullWhen(true)] out PalletMetadata? pallet)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out pallet);
    }

    /// <summary>A pallet by the byte that names it in calls, events and errors.</summary>
    /// <param name="index">The byte; not the pallet's place in <see cref="Pallets"/>.</param>
    /// <returns>The pallet.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public PalletMetadata PalletAt(byte index) => _byIndex[index] ?? throw new MetadataException($"the runtime has no pallet {index}");

    /// <summary>A runtime API by its name.</summary>
    /// <param name="name">The name: <c>ContractsApi</c>.</param>
    /// <returns>The API.</returns>
    /// <exception cref="MetadataException">There is none, or the metadata is V14 and tells none.</exception>
    public RuntimeApiMetadata Api(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (RuntimeApiMetadata api in Apis)
        {
            if (api.Name == name)
            {
                return api;
            }
        }

        throw new MetadataException($"the runtime has no API \"{name}\"");
    }
}
