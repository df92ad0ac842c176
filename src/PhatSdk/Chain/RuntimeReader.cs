using PhatSdk.Chain.Backends;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads the runtime in a block's state: its version, and its metadata in the newest form that both it and the library have.</summary>
internal sealed class RuntimeReader(IChainBackend backend)
{
    private const string MetadataApi = "Metadata";
    private const uint ApiWithVersions = 2;
    private const uint OldestVersion = 14;
    private const uint NewestVersion = 16;

    public async Task<Runtime> ReadAsync(Hash256 block, CancellationToken cancellationToken)
    {
        byte[] encoded = await backend.CallAsync("Core_version", default, block, cancellationToken).ConfigureAwait(false);
        RuntimeVersion version = ScaleCodec.Decode<RuntimeVersion>(encoded);
        return new Runtime(version, RuntimeMetadata.Decode(await ReadMetadataAsync(version, block, cancellationToken).ConfigureAwait(false)));
    }

    private async ValueTask<byte[]> ReadMetadataAsync(RuntimeVersion version, Hash256 block, CancellationToken cancellationToken)
    {
        if (version.VersionOf(MetadataApi) >= ApiWithVersions)
        {
            byte[] listed = await backend.CallAsync("Metadata_metadata_versions", default, block, cancellationToken).ConfigureAwait(false);
            uint[] versions = ScaleCodec.Decode(listed, static (ref reader) => reader.ReadVector(sizeof(uint), static (ref number) => number.ReadUInt32()));
            // A runtime lists what is not settled yet as the largest number there is.
            foreach (uint known in versions.Where(static number => number is >= OldestVersion and <= NewestVersion).OrderDescending())
            {
                byte[] asked = ScaleCodec.Encode(known, static (ref writer, number) => writer.WriteUInt32(number));
                byte[] answer = await backend.CallAsync("Metadata_metadata_at_version", asked, block, cancellationToken).ConfigureAwait(false);
                if (ScaleCodec.Decode(answer, ReadOptionalBytes) is { } metadata)
                {
                    return metadata;
                }
            }
        }

        byte[] oldest = await backend.CallAsync("Metadata_metadata", default, block, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode(oldest, static (ref reader) => reader.ReadBytes().ToArray());
    }

    private static byte[]? ReadOptionalBytes(ref ScaleReader reader) => reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null;
}
