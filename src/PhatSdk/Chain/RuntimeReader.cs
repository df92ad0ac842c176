using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads which runtime a block's state holds, and that runtime's metadata in the newest form that both it and the library have.</summary>
internal sealed class RuntimeReader(StateRpc state)
{
    private const string MetadataApi = "Metadata";
    private const uint ApiWithVersions = 2;
    private const uint OldestVersion = 14;
    private const uint NewestVersion = 16;

    public async ValueTask<RuntimeVersion> ReadVersionAsync(Hash256? block, CancellationToken cancellationToken)
    {
        byte[] encoded = await state.CallAsync("Core_version", default, block, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode<RuntimeVersion>(encoded);
    }

    public async Task<Runtime> ReadAsync(RuntimeVersion version, Hash256 block, CancellationToken cancellationToken) =>
        new(version, RuntimeMetadata.Decode(await ReadMetadataAsync(version, block, cancellationToken).ConfigureAwait(false)));

    private async ValueTask<byte[]> ReadMetadataAsync(RuntimeVersion version, Hash256 block, CancellationToken cancellationToken)
    {
        if (version.VersionOf(MetadataApi) >= ApiWithVersions)
        {
            byte[] listed = await state.CallAsync("Metadata_metadata_versions", default, block, cancellationToken).ConfigureAwait(false);
            uint[] versions = ScaleCodec.Decode(listed, static (ref reader) => reader.ReadVector(sizeof(uint), static (ref number) => number.ReadUInt32()));
            // A runtime lists what is not settled yet as the largest number there is.
            foreach (uint known in versions.Where(static number => number is >= OldestVersion and <= NewestVersion).OrderDescending())
            {
                byte[] asked = ScaleCodec.Encode(known, static (ref writer, number) => writer.WriteUInt32(number));
                byte[] answer = await state.CallAsync("Metadata_metadata_at_version", asked, block, cancellationToken).ConfigureAwait(false);
                if (ScaleCodec.Decode(answer, ReadOptionalBytes) is { } metadata)
                {
                    return metadata;
                }
            }
        }

        byte[] oldest = await state.CallAsync("Metadata_metadata", default, block, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode(oldest, static (ref reader) => reader.ReadBytes().ToArray());
    }

    private static byte[]? ReadOptionalBytes(ref ScaleReader reader) => reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null;
}
