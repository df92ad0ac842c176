using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>What it takes to speak to one version of the chain's runtime.</summary>
internal sealed class SpokenRuntime
{
    private const uint MetadataVersion = 15;
    private const int ApiIdSize = 8;

    /// <summary>Reads it from a state.</summary>
    /// <exception cref="InvalidOperationException">The runtime has no metadata that is understood.</exception>
    public SpokenRuntime(DevnetChain chain, StateView state)
    {
        byte[] metadata = chain.Runtime.Metadata(state, MetadataVersion)
            ?? throw new InvalidOperationException($"the chain's runtime has no metadata of version {MetadataVersion}");
        Metadata = RuntimeMetadata.Decode(metadata);
        Encoder = new ExtrinsicEncoder(Metadata);
        (SpecVersion, TransactionVersion) = ReadVersions(chain.Runtime.Version(state));
        Code = CodeOf(state);
    }

    public RuntimeMetadata Metadata { get; }

    public ExtrinsicEncoder Encoder { get; }

    public uint SpecVersion { get; }

    public uint TransactionVersion { get; }

    /// <summary>The runtime's code: states share its bytes, so that comparing places is enough.</summary>
    public ReadOnlyMemory<byte> Code { get; }

    public static ReadOnlyMemory<byte> CodeOf(StateView state) => state.Get(":code"u8) ?? default;

    private static (uint Spec, uint Transaction) ReadVersions(ReadOnlySpan<byte> version)
    {
        ScaleReader reader = new(version);
        reader.ReadString(); // spec_name
        reader.ReadString(); // impl_name
        reader.ReadUInt32(); // authoring_version
        uint spec = reader.ReadUInt32();
        reader.ReadUInt32(); // impl_version
        int apis = reader.ReadLength(ApiIdSize + sizeof(uint));
        reader.ReadRaw(apis * (ApiIdSize + sizeof(uint)));
        return (spec, reader.ReadUInt32());
    }
}
