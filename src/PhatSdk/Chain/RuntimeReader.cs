using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads which runtime a chain runs at a block, and that runtime's metadata.</summary>
internal sealed class RuntimeReader(StateRpc state, Hash256 block)
{
    private const string MetadataApi = "Metadata";
    private const uint ApiWithVersions = 2;
    private const uint PreferredVersion = 15;

    public async ValueTask<RuntimeVersion> ReadVersionAsync(CancellationToken cancellationToken)
    {
        byte[] encoded = await state.CallAsync("Core_version", default, block, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode<RuntimeVersion>(encoded);
    }

    public async ValueTask<RuntimeMetadata> ReadMetadataAsync(RuntimeVersion version, CancellationToken cancellationToken)
    {
        if (version.VersionOf(MetadataApi) >= ApiWithVersions)
        {
            byte[] asked = ScaleCodec.Encode(PreferredVersion, static (ref writer, number) => writer.WriteUInt32(number));
            byte[] answer = await state.CallAsync("Metadata_metadata_at_version", asked, block, cancellationToken).ConfigureAwait(false);
            if (ScaleCodec.Decode(answer, ReadOpaque) is { } metadata)
            {
                return RuntimeMetadata.Decode(metadata);
            }
        }

        return RuntimeMetadata.Decode(await state.GetMetadataAsync(block, cancellationToken).ConfigureAwait(false));
    }

    private static byte[]? ReadOpaque(ref ScaleReader reader) => reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null;
}
