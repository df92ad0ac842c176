using PhatSdk.Metadata.Reading;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>Tells the versions of frame-metadata apart.</summary>
internal static class RuntimeMetadataReader
{
    private static ReadOnlySpan<byte> Magic => "meta"u8;

    public static RuntimeMetadata Read(ReadOnlyMemory<byte> prefixed)
    {
        MetadataInput input = new(prefixed);
        if (!input.Scale.ReadRaw(Magic.Length).SequenceEqual(Magic))
        {
            throw new ScaleException("metadata starts with \"meta\"", 0);
        }

        byte version = input.Scale.ReadByte();
        RuntimeMetadata metadata = version switch
        {
            14 => RuntimeMetadataV14.Read(ref input),
            15 => RuntimeMetadataV15.Read(ref input),
            16 => RuntimeMetadataV16.Read(ref input),
            < 14 => throw new MetadataException($"metadata V{version} does not describe its types and is not supported; V14, V15 and V16 are"),
            _ => throw new MetadataException($"metadata V{version} is not supported; V14, V15 and V16 are"),
        };
        input.Scale.ThrowIfNotAtEnd();
        return metadata;
    }
}
