using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>Reads V14, and what V15 has in common with it.</summary>
internal static class RuntimeMetadataV14
{
    public const int SmallestPallet = 7;

    public static RuntimeMetadata Read(ref MetadataInput input)
    {
        TypeRegistry types = TypeRegistryReader.Read(ref input);
        int count = input.ReadPalletCount(SmallestPallet);
        PalletMetadata[] pallets = new PalletMetadata[count];
        for (int i = 0; i < pallets.Length; i++)
        {
            pallets[i] = ReadPallet(ref input, types, hasDocs: false);
        }

        ExtrinsicMetadata extrinsic = ReadExtrinsic(ref input, types);
        _ = input.ReadTypeId(); // the runtime's own type
        return new RuntimeMetadata(14, types, pallets, new OuterEnums(extrinsic.CallTypeId, EventTypeId(types, pallets), null)) { Extrinsic = extrinsic };
    }

    public static PalletMetadata ReadPallet(ref MetadataInput input, TypeRegistry types, bool hasDocs)
    {
        string name = input.ReadName();
        string? prefix = null;
        StorageEntryMetadata[] storage = [];
        if (input.Scale.ReadOptionTag())
        {
            prefix = input.ReadName();
            storage = new StorageEntryMetadata[input.Scale.ReadLength(StorageEntryReader.SmallestEntry)];
            for (int i = 0; i < storage.Length; i++)
            {
                storage[i] = StorageEntryReader.Read(ref input, types);
            }
        }

        return new PalletMetadata(types)
        {
            Name = name,
            StoragePrefix = prefix,
            Storage = storage,
            CallTypeId = ReadOptionalTypeId(ref input),
            EventTypeId = ReadOptionalTypeId(ref input),
            Constants = input.ReadVector(4, static (ref input) => ReadConstant(ref input)),
            ErrorTypeId = ReadOptionalTypeId(ref input),
            Index = input.Scale.ReadByte(),
            Docs = hasDocs ? input.ReadDocs() : [],
        };
    }

    public static ConstantMetadata ReadConstant(ref MetadataInput input) =>
        new(input.ReadName(), input.ReadTypeId(), input.ReadBytes(), input.ReadDocs());

    public static SignedExtensionMetadata[] ReadExtensions(ref MetadataInput input) =>
        input.ReadVector(3, static (ref input) => new SignedExtensionMetadata(input.ReadName(), input.ReadTypeId(), input.ReadTypeId()));

    public static IReadOnlyDictionary<byte, IReadOnlyList<SignedExtensionMetadata>> AsVersionZero(IReadOnlyList<SignedExtensionMetadata> extensions) =>
        new Dictionary<byte, IReadOnlyList<SignedExtensionMetadata>> { [0] = extensions }.AsReadOnly();

    // V14 tells the types of an extrinsic's parts as the generic parameters of the extrinsic's type.
    public static ExtrinsicMetadata ReadExtrinsic(ref MetadataInput input, TypeRegistry types)
    {
        IReadOnlyList<TypeParameter> parameters = types[input.ReadTypeId()].Parameters;
        byte version = input.Scale.ReadByte();
        SignedExtensionMetadata[] extensions = ReadExtensions(ref input);
        return new ExtrinsicMetadata
        {
            Versions = [version],
            SignedExtensions = extensions,
            ExtensionsByVersion = AsVersionZero(extensions),
            AddressTypeId = Find(parameters, "Address"),
            CallTypeId = Find(parameters, "Call"),
            SignatureTypeId = Find(parameters, "Signature"),
            ExtraTypeId = Find(parameters, "Extra"),
        };
    }

    private static int? Find(IReadOnlyList<TypeParameter> parameters, string name)
    {
        foreach (TypeParameter parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.TypeId;
            }
        }

        return null;
    }

    // V14 names no outer enum of events, but stores a vector of records that have one as a field.
    public static int? EventTypeId(TypeRegistry types, PalletMetadata[] pallets)
    {
        int? stored = pallets.FirstOrDefault(static pallet => pallet.Name == "System")?
            .Storage.FirstOrDefault(static entry => entry.Name == "Events")?.ValueTypeId;
        return stored is int id && types[id] is SequenceType sequence && types[sequence.ElementTypeId] is CompositeType record
            ? record.Fields.FirstOrDefault(static field => field.Name == "event")?.TypeId
            : null;
    }

    private static int? ReadOptionalTypeId(ref MetadataInput input) => input.Scale.ReadOptionTag() ? input.ReadTypeId() : null;
}
