using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>The key of a value in a chain's state: twox-128 of the pallet's prefix and of the entry's name, then each key hashed as the entry says.</summary>
public sealed class StorageKey : IEquatable<StorageKey>
{
    private const int PrefixPartSize = 16;
    private const int StackSize = 256;

    /// <summary>Creates a key from its bytes.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    public StorageKey(ReadOnlySpan<byte> bytes) => Bytes = bytes.ToArray();

    private StorageKey(byte[] bytes) => Bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The key of an entry that is a plain value, and the prefix of all keys of one that is a map.</summary>
    /// <param name="palletPrefix">The pallet's prefix; as a rule its name.</param>
    /// <param name="entry">The entry's name.</param>
    /// <returns>The key.</returns>
    public static StorageKey Create(string palletPrefix, string entry)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            WritePrefix(ref writer, palletPrefix, entry);
            return new StorageKey(writer.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>The key of a value in a map, from encoded keys.</summary>
    /// <param name="palletPrefix">The pallet's prefix; as a rule its name.</param>
    /// <param name="entry">The entry's name.</param>
    /// <param name="keys">The encoded keys, each with its hasher.</param>
    /// <returns>The key; a prefix of keys where the map has further keys.</returns>
    public static StorageKey Create(string palletPrefix, string entry, params ReadOnlySpan<(StorageHasher Hasher, ReadOnlyMemory<byte> Key)> keys)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            WritePrefix(ref writer, palletPrefix, entry);
            foreach ((StorageHasher hasher, ReadOnlyMemory<byte> key) in keys)
            {
                WriteHashed(ref writer, hasher, key.Span);
            }

            return new StorageKey(writer.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>The key of a value by names; a runtime's metadata says how it is made.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="pallet">The pallet's name: <c>System</c>.</param>
    /// <param name="entry">The entry's name: <c>Account</c>.</param>
    /// <param name="keys">The keys of a map; fewer than it has for a prefix of keys.</param>
    /// <returns>The key.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or entry.</exception>
    /// <exception cref="ArgumentException">There are too many keys, or one is no value of its type.</exception>
    public static StorageKey Create(RuntimeMetadata metadata, string pallet, string entry, params ReadOnlySpan<ScaleValue> keys)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        PalletMetadata owner = metadata[pallet];
        StorageEntryMetadata described = owner.StorageEntry(entry);
        if (keys.Length > described.Hashers.Count)
        {
            throw new ArgumentException($"{pallet}.{entry} has {described.Hashers.Count} keys, not {keys.Length}", nameof(keys));
        }

        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            WritePrefix(ref writer, owner.StoragePrefix ?? pallet, entry);
            for (int i = 0; i < keys.Length; i++)
            {
                WriteHashed(ref writer, described.Hashers[i], DynamicCodec.Encode(metadata.Types, described.KeyTypeIds[i], keys[i], $"{pallet}.{entry}, key {i}"));
            }

            return new StorageKey(writer.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <inheritdoc/>
    public bool Equals(StorageKey? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StorageKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Hex.Format(Bytes.Span);

    private static void WritePrefix(ref ScaleWriter writer, string palletPrefix, string entry)
    {
        ArgumentNullException.ThrowIfNull(palletPrefix);
        ArgumentNullException.ThrowIfNull(entry);
        Twox.Hash(Encoding.UTF8.GetBytes(palletPrefix), writer.Advance(PrefixPartSize));
        Twox.Hash(Encoding.UTF8.GetBytes(entry), writer.Advance(PrefixPartSize));
    }

    private static void WriteHashed(ref ScaleWriter writer, StorageHasher hasher, ReadOnlySpan<byte> key)
    {
        switch (hasher)
        {
            case StorageHasher.Blake2_128:
            case StorageHasher.Blake2_128Concat:
                Blake2b.Hash(key, writer.Advance(16));
                break;
            case StorageHasher.Blake2_256:
                Blake2b.Hash(key, writer.Advance(32));
                break;
            case StorageHasher.Twox128:
                Twox.Hash(key, writer.Advance(16));
                break;
            case StorageHasher.Twox256:
                Twox.Hash(key, writer.Advance(32));
                break;
            case StorageHasher.Twox64Concat:
                Twox.Hash(key, writer.Advance(8));
                break;
            case StorageHasher.Identity:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(hasher), hasher, "no such hasher");
        }

        if (hasher is StorageHasher.Blake2_128Concat or StorageHasher.Twox64Concat or StorageHasher.Identity)
        {
            writer.WriteRaw(key);
        }
    }
}
