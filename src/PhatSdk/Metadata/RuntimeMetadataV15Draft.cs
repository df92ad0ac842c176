using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>
/// Reads what comes after the pallets in V15 before that was final: the extrinsic as V14 has it, and neither outer enums nor custom values. Runtimes of 2023
/// tell it under V15's number when they are asked for the unstable version.
/// </summary>
internal static class RuntimeMetadataV15Draft
{
    public static RuntimeMetadata Read(ref MetadataInput input, TypeRegistry types, PalletMetadata[] pallets)
    {
        ExtrinsicMetadata extrinsic = RuntimeMetadataV14.ReadExtrinsic(ref input, types);
        _ = input.ReadTypeId(); // the runtime's own type
        RuntimeApiMetadata[] apis = RuntimeMetadataV15.ReadApis(ref input);
        OuterEnums enums = new(extrinsic.CallTypeId, RuntimeMetadataV14.EventTypeId(types, pallets), null);
        return new RuntimeMetadata(15, types, pallets, enums) { Extrinsic = extrinsic, Apis = apis };
    }
}
