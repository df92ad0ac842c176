using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>Reads V16: deprecations, view functions, associated types, extensions by version.</summary>
internal static class RuntimeMetadataV16
{
    private const int SmallestPallet = 11;

    public static RuntimeMetadata Read(ref MetadataInput input)
    {
        TypeRegistry types = TypeRegistryReader.Read(ref input);
        PalletMetadata[] pallets = new PalletMetadata[input.ReadPalletCount(SmallestPallet)];
        for (int i = 0; i < pallets.Length; i++)
        {
            pallets[i] = ReadPallet(ref input, types);
        }

        ExtrinsicMetadata extrinsic = ReadExtrinsic(ref input);
        RuntimeApiMetadata[] apis = input.ReadVector(5, static (ref input) => ReadApi(ref input));
        return new RuntimeMetadata(16, types, pallets, RuntimeMetadataV15.ReadOuterEnums(ref input))
        {
            Extrinsic = extrinsic,
            Apis = apis,
            CustomValues = RuntimeMetadataV15.ReadCustomValues(ref input),
        };
    }

    private static PalletMetadata ReadPallet(ref MetadataInput input, TypeRegistry types)
    {
        string name = input.ReadName();
        string? prefix = null;
        StorageEntryMetadata[] storage = [];
        if (input.Scale.ReadOptionTag())
        {
            prefix = input.ReadName();
            storage = new StorageEntryMetadata[input.Scale.ReadLength(StorageEntryReader.SmallestEntry + 1)];
            for (int i = 0; i < storage.Length; i++)
            {
                StorageEntryMetadata entry = StorageEntryReader.Read(ref input, types);
                storage[i] = ReadDeprecation(ref input) is DeprecationMetadata deprecation ? entry with { Deprecation = deprecation } : entry;
            }
        }

        (int? calls, IReadOnlyDictionary<byte, DeprecationMetadata> deprecatedCalls) = ReadEnum(ref input);
        (int? events, IReadOnlyDictionary<byte, DeprecationMetadata> deprecatedEvents) = ReadEnum(ref input);
        ConstantMetadata[] constants = input.ReadVector(5, static (ref input) =>
            RuntimeMetadataV14.ReadConstant(ref input) with { Deprecation = ReadDeprecation(ref input) });
        (int? errors, IReadOnlyDictionary<byte, DeprecationMetadata> deprecatedErrors) = ReadEnum(ref input);
        return new PalletMetadata(types)
        {
            Name = name,
            StoragePrefix = prefix,
            Storage = storage,
            CallTypeId = calls,
            DeprecatedCalls = deprecatedCalls,
            EventTypeId = events,
            DeprecatedEvents = deprecatedEvents,
            Constants = constants,
            ErrorTypeId = errors,
            DeprecatedErrors = deprecatedErrors,
            AssociatedTypes = input.ReadVector(3, static (ref input) => new AssociatedTypeMetadata(input.ReadName(), input.ReadTypeId(), input.ReadDocs())),
            ViewFunctions = input.ReadVector(37, static (ref input) => ReadViewFunction(ref input)),
            Index = input.Scale.ReadByte(),
            Docs = input.ReadDocs(),
            Deprecation = ReadDeprecation(ref input),
        };
    }

    private static (int? TypeId, IReadOnlyDictionary<byte, DeprecationMetadata> Deprecated) ReadEnum(ref MetadataInput input)
    {
        if (!input.Scale.ReadOptionTag())
        {
            return (null, PalletMetadata.NoDeprecations);
        }

        int typeId = input.ReadTypeId();
        int count = input.Scale.ReadLength(2);
        if (count == 0)
        {
            return (typeId, PalletMetadata.NoDeprecations);
        }

        Dictionary<byte, DeprecationMetadata> deprecated = [];
        for (int i = 0; i < count; i++)
        {
            byte index = input.Scale.ReadByte();
            int offset = input.Scale.Offset;
            deprecated[index] = ReadDeprecation(ref input) ?? throw new ScaleException("0 is no deprecation of a variant", offset);
        }

        return (typeId, deprecated.AsReadOnly());
    }

    private static DeprecationMetadata? ReadDeprecation(ref MetadataInput input)
    {
        int offset = input.Scale.Offset;
        byte tag = input.Scale.ReadByte();
        return tag switch
        {
            0 => null,
            1 => new DeprecationMetadata(null, null),
            2 => new DeprecationMetadata(input.ReadText(), input.ReadOptionalText()),
            _ => throw new ScaleException($"{tag} is no deprecation", offset),
        };
    }

    private static ViewFunctionMetadata ReadViewFunction(ref MetadataInput input) => new(
        input.Scale.Read<Hash256>(),
        input.ReadName(),
        RuntimeMetadataV15.ReadParameters(ref input),
        input.ReadTypeId(),
        input.ReadDocs(),
        ReadDeprecation(ref input));

    private static RuntimeApiMetadata ReadApi(ref MetadataInput input)
    {
        string name = input.ReadName();
        RuntimeApiMethodMetadata[] methods = input.ReadVector(5, static (ref input) =>
            RuntimeMetadataV15.ReadMethod(ref input) with { Deprecation = ReadDeprecation(ref input) });
        return new RuntimeApiMetadata(name, methods, input.ReadDocs())
        {
            Version = input.Scale.ReadCompactUInt32(),
            Deprecation = ReadDeprecation(ref input),
        };
    }

    private static ExtrinsicMetadata ReadExtrinsic(ref MetadataInput input)
    {
        byte[] versions = input.Scale.ReadBytes().ToArray();
        int address = input.ReadTypeId();
        int call = input.ReadTypeId();
        int signature = input.ReadTypeId();
        (byte Version, uint[] Places)[] byVersion = input.ReadVector(2, static (ref input) =>
            (input.Scale.ReadByte(), input.ReadVector(1, static (ref input) => input.Scale.ReadCompactUInt32())));
        SignedExtensionMetadata[] extensions = RuntimeMetadataV14.ReadExtensions(ref input);

        SortedDictionary<byte, IReadOnlyList<SignedExtensionMetadata>> resolved = [];
        foreach ((byte version, uint[] places) in byVersion)
        {
            resolved[version] = Array.ConvertAll(places, place => place < (uint)extensions.Length
                ? extensions[place]
                : throw new MetadataException($"extension version {version} names extension {place} of {extensions.Length}"));
        }

        return new ExtrinsicMetadata
        {
            Versions = versions,
            SignedExtensions = resolved.Count == 0 ? extensions : resolved.First().Value,
            ExtensionsByVersion = resolved.AsReadOnly(),
            AddressTypeId = address,
            CallTypeId = call,
            SignatureTypeId = signature,
        };
    }
}
