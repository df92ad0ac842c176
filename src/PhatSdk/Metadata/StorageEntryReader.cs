using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>Reads a pallet's storage; the versions differ in the deprecation at an entry's end alone.</summary>
internal static class StorageEntryReader
{
    public const int SmallestEntry = 6;

    public static StorageEntryMetadata Read(ref MetadataInput input, TypeRegistry types)
    {
        string name = input.ReadName();
        int offset = input.Scale.Offset;
        byte modifier = input.Scale.ReadByte();
        if (modifier > 2)
        {
            throw new ScaleException($"{modifier} is no modifier of a storage entry ({name})", offset);
        }

        StorageHasher[] hashers = [];
        IReadOnlyList<int> keys = [];
        offset = input.Scale.Offset;
        byte kind = input.Scale.ReadByte();
        switch (kind)
        {
            case 0:
                break;
            case 1:
                hashers = input.ReadVector(1, static (ref input) => ReadHasher(ref input));
                keys = KeyTypes(types, input.ReadTypeId(), hashers.Length, name);
                break;
            default:
                throw new ScaleException($"{kind} is no kind of a storage entry ({name})", offset);
        }

        return new StorageEntryMetadata
        {
            Name = name,
            IsOptional = modifier == 0,
            Hashers = hashers,
            KeyTypeIds = keys,
            ValueTypeId = input.ReadTypeId(),
            Default = input.ReadBytes(),
            Docs = input.ReadDocs(),
        };
    }

    private static StorageHasher ReadHasher(ref MetadataInput input)
    {
        int offset = input.Scale.Offset;
        byte hasher = input.Scale.ReadByte();
        return hasher <= (byte)StorageHasher.Identity ? (StorageHasher)hasher : throw new ScaleException($"{hasher} is no storage hasher", offset);
    }

    // A map of several keys has them as one tuple.
    private static IReadOnlyList<int> KeyTypes(TypeRegistry types, int keyTypeId, int hashers, string name)
    {
        if (hashers == 1)
        {
            return [keyTypeId];
        }

        return types[keyTypeId] is TupleType { ElementTypeIds: IReadOnlyList<int> keys } && keys.Count == hashers
            ? keys
            : throw new MetadataException($"storage entry {name} has {hashers} hashers, and keys of type {keyTypeId}, which is no tuple of as many");
    }
}
