using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>Reads V15, and what V16 has in common with it.</summary>
internal static class RuntimeMetadataV15
{
    public static RuntimeMetadata Read(ref MetadataInput input)
    {
        TypeRegistry types = TypeRegistryReader.Read(ref input);
        PalletMetadata[] pallets = new PalletMetadata[input.ReadPalletCount(RuntimeMetadataV14.SmallestPallet + 1)];
        for (int i = 0; i < pallets.Length; i++)
        {
            pallets[i] = RuntimeMetadataV14.ReadPallet(ref input, types, hasDocs: true);
        }

        MetadataInput behindPallets = input;
        try
        {
            return ReadRest(ref input, types, pallets);
        }
        catch (PhatSdkException)
        {
            // It may be a draft of V15; where it is none either, what is wrong with V15 is told.
            if (TryReadDraft(ref behindPallets, types, pallets) is not RuntimeMetadata draft)
            {
                throw;
            }

            input = behindPallets;
            return draft;
        }
    }

    public static RuntimeApiMetadata[] ReadApis(ref MetadataInput input) => input.ReadVector(3, static (ref input) => ReadApi(ref input));

    public static OuterEnums ReadOuterEnums(ref MetadataInput input) => new(input.ReadTypeId(), input.ReadTypeId(), input.ReadTypeId());

    public static CustomValueMetadata[] ReadCustomValues(ref MetadataInput input) =>
        input.ReadVector(3, static (ref input) => new CustomValueMetadata(input.ReadName(), input.ReadTypeId(), input.ReadBytes()));

    public static ParameterMetadata[] ReadParameters(ref MetadataInput input) =>
        input.ReadVector(2, static (ref input) => new ParameterMetadata(input.ReadName(), input.ReadTypeId()));

    public static RuntimeApiMethodMetadata ReadMethod(ref MetadataInput input) =>
        new(input.ReadName(), ReadParameters(ref input), input.ReadTypeId(), input.ReadDocs());

    private static RuntimeMetadata ReadRest(ref MetadataInput input, TypeRegistry types, PalletMetadata[] pallets)
    {
        ExtrinsicMetadata extrinsic = ReadExtrinsic(ref input);
        _ = input.ReadTypeId(); // the runtime's own type
        RuntimeApiMetadata[] apis = ReadApis(ref input);
        return new RuntimeMetadata(15, types, pallets, ReadOuterEnums(ref input))
        {
            Extrinsic = extrinsic,
            Apis = apis,
            CustomValues = ReadCustomValues(ref input),
        };
    }

    private static RuntimeMetadata? TryReadDraft(ref MetadataInput input, TypeRegistry types, PalletMetadata[] pallets)
    {
        try
        {
            RuntimeMetadata draft = RuntimeMetadataV15Draft.Read(ref input, types, pallets);
            return input.Scale.Remaining == 0 ? draft : null;
        }
        catch (PhatSdkException)
        {
            return null;
        }
    }

    private static RuntimeApiMetadata ReadApi(ref MetadataInput input) =>
        new(input.ReadName(), input.ReadVector(4, static (ref input) => ReadMethod(ref input)), input.ReadDocs());

    private static ExtrinsicMetadata ReadExtrinsic(ref MetadataInput input)
    {
        byte version = input.Scale.ReadByte();
        int address = input.ReadTypeId();
        int call = input.ReadTypeId();
        int signature = input.ReadTypeId();
        int extra = input.ReadTypeId();
        SignedExtensionMetadata[] extensions = RuntimeMetadataV14.ReadExtensions(ref input);
        return new ExtrinsicMetadata
        {
            Versions = [version],
            SignedExtensions = extensions,
            ExtensionsByVersion = RuntimeMetadataV14.AsVersionZero(extensions),
            AddressTypeId = address,
            CallTypeId = call,
            SignatureTypeId = signature,
            ExtraTypeId = extra,
        };
    }
}
