using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary><see cref="RuntimeMetadata.Decode"/>, and all that is worked out of it later.</summary>
internal static class RuntimeMetadataTarget
{
    public static FuzzTarget Create(string name)
    {
        byte[][] seeds = [.. Enumerable.Range(14, 3).Select(version => File.ReadAllBytes(RecordedMetadata.PhatChainPath(version)))];
        return new FuzzTarget(name, seeds, Decode, typeof(ScaleException), typeof(MetadataException)) { AllocationConstant = 1 << 20 };
    }

    private static void Decode(byte[] input)
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(input);
        BuildTypes(metadata.Types);
        foreach (PalletMetadata pallet in metadata.Pallets)
        {
            pallet.TryGetError(0, out _);
            foreach (ConstantMetadata constant in pallet.Constants)
            {
                ScaleReader reader = new(constant.Value.Span);
                DynamicCodec.Skip(ref reader, metadata.Types, constant.TypeId);
            }
        }
    }

    // They were checked before, so that none may be refused now.
    private static void BuildTypes(TypeRegistry types)
    {
        try
        {
            _ = types.Types;
        }
        catch (PhatSdkException exception)
        {
            throw new InvalidOperationException("a type was checked, and cannot be built", exception);
        }
    }
}
