using System.Buffers.Binary;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Contracts.Storage;

/// <summary>A field of a contract's storage: the keys of its cells, and what the cells mean.</summary>
public sealed class ContractField
{
    private readonly TypeRegistry _types;
    private readonly StorageCell _cell;
    private readonly InkLayout _value;

    internal ContractField(TypeRegistry types, string path, ContractFieldKind kind, StorageCell cell, InkLayout value)
    {
        _types = types;
        _cell = cell;
        _value = value;
        Path = path;
        Kind = kind;
    }

    /// <summary>The names on the way to it, with dots between; empty for the whole of what is not in a cell of its own.</summary>
    public string Path { get; }

    /// <summary>What it is.</summary>
    public ContractFieldKind Kind { get; }

    /// <summary>The type of entries' keys; null where there are none, and where the metadata does not tell it.</summary>
    public int? KeyTypeId { get; internal init; }

    /// <summary>The type of the value, or of each entry; null where the layout tells it instead, as it does of structs and enums.</summary>
    public int? ValueTypeId => (_value as InkLeafLayout)?.TypeId;

    /// <summary>The key of the cell: the value's, a <c>Lazy</c>'s, or of a <c>StorageVec</c>'s length, a <c>u32</c>.</summary>
    public ContractStorageKey Key => _cell.Key;

    /// <summary>The key of an entry.</summary>
    /// <param name="key">The entry's own key, or its position, encoded.</param>
    /// <returns>The key of its cell.</returns>
    /// <exception cref="InvalidOperationException">The field is one value, without entries.</exception>
    /// <exception cref="ScaleException">The field is an array, and the position no <c>u32</c> below its length.</exception>
    public ContractStorageKey EntryKey(ReadOnlySpan<byte> key) =>
        Kind == ContractFieldKind.Value ? throw new InvalidOperationException($"{Path} is one value, without entries") : _cell.EntryKey(key);

    /// <summary>The key of an entry.</summary>
    /// <param name="key">The entry's own key, or its position.</param>
    /// <returns>The key of its cell.</returns>
    /// <exception cref="ArgumentException">The value is not of the keys' type; the message says where.</exception>
    /// <exception cref="InvalidOperationException">The field is one value, or the metadata does not tell the type of its keys: give them encoded.</exception>
    public ContractStorageKey EntryKey(ScaleValue key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Kind == ContractFieldKind.Vector)
        {
            return EntryKey(key.AsUInt32());
        }

        return KeyTypeId is int type
            ? EntryKey(DynamicCodec.Encode(_types, type, key, "key"))
            : throw new InvalidOperationException($"the metadata does not tell the type of the keys of {Path}: give the key encoded");
    }

    /// <summary>The key of an entry by position.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>The key of its cell.</returns>
    /// <inheritdoc cref="EntryKey(ReadOnlySpan{byte})"/>
    public ContractStorageKey EntryKey(uint index)
    {
        Span<byte> encoded = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(encoded, index);
        return EntryKey(encoded);
    }

    /// <summary>The key of an entry.</summary>
    /// <typeparam name="T">The type of the keys.</typeparam>
    /// <param name="key">The entry's own key.</param>
    /// <returns>The key of its cell.</returns>
    /// <inheritdoc cref="EntryKey(ReadOnlySpan{byte})"/>
    public ContractStorageKey EntryKey<T>(T key)
        where T : IScaleType<T> => EntryKey(ScaleCodec.Encode(key));

    /// <summary>Decodes the field from what its cell, or an entry's, holds.</summary>
    /// <param name="cell">All of the cell's bytes, also those of other fields in it.</param>
    /// <returns>The value. Parts of a struct that are in cells of their own are left out of it.</returns>
    /// <exception cref="ScaleException">The cell holds something else.</exception>
    public ScaleValue Decode(ReadOnlySpan<byte> cell) => new StorageCellReader(_types, _cell, _value).Read(cell);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} at {Key}";
}
