using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>A storage entry by its names in one runtime: makes keys from values, reads keys and values.</summary>
internal sealed class StorageEntryKeys
{
    private const int PrefixSize = 32;

    private readonly Runtime _runtime;
    private readonly StorageEntryMetadata _entry;
    private readonly string _pallet;

    public StorageEntryKeys(Runtime runtime, string pallet, string entry)
    {
        _runtime = runtime;
        _pallet = pallet;
        _entry = runtime.Metadata[pallet].StorageEntry(entry);
    }

    /// <summary>The key of one value.</summary>
    /// <exception cref="ArgumentException">There are not as many keys as the entry has, or one is no value of its type.</exception>
    public StorageKey KeyOf(IReadOnlyList<ScaleValue> keys) => keys.Count == _entry.Hashers.Count
        ? PrefixOf(keys)
        : throw new ArgumentException($"{_pallet}.{_entry.Name} has {_entry.Hashers.Count} keys, not {keys.Count}", nameof(keys));

    /// <summary>What the keys of all values with the same first keys start with.</summary>
    /// <exception cref="ArgumentException">There are more keys than the entry has, or one is no value of its type.</exception>
    public StorageKey PrefixOf(IReadOnlyList<ScaleValue> keys) => StorageKey.Create(_runtime.Metadata, _pallet, _entry.Name, [.. keys]);

    /// <summary>Decodes a value; an absent one is the entry's default, or null for an entry that has none.</summary>
    public ScaleValue? Decode(byte[]? value)
    {
        if (value is null && _entry.IsOptional)
        {
            return null;
        }

        return DynamicCodec.Decode(value is null ? _entry.Default.Span : value, _runtime.Metadata.Types, _entry.ValueTypeId);
    }

    /// <summary>Reads the keys that a storage key was made of; null for one that its hasher does not keep.</summary>
    /// <exception cref="ScaleException">The bytes are no key of the entry.</exception>
    public IReadOnlyList<ScaleValue?> Read(ReadOnlySpan<byte> key)
    {
        ScaleReader reader = new(key);
        reader.ReadRaw(PrefixSize);
        ScaleValue?[] keys = new ScaleValue?[_entry.Hashers.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            StorageHasher hasher = _entry.Hashers[i];
            reader.ReadRaw(HashSizeOf(hasher));
            if (hasher is StorageHasher.Blake2_128Concat or StorageHasher.Twox64Concat or StorageHasher.Identity)
            {
                keys[i] = DynamicCodec.Decode(ref reader, _runtime.Metadata.Types, _entry.KeyTypeIds[i]);
            }
        }

        reader.ThrowIfNotAtEnd();
        return keys;
    }

    private static int HashSizeOf(StorageHasher hasher) => hasher switch
    {
        StorageHasher.Identity => 0,
        StorageHasher.Twox64Concat => 8,
        StorageHasher.Blake2_256 or StorageHasher.Twox256 => 32,
        _ => 16,
    };
}
