using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Writes extrinsics for the devnet's own chain, offline.</summary>
internal sealed class ChainCalls
{
    private const uint MetadataVersion = 15;
    private const int ApiIdSize = 8;

    private readonly RuntimeMetadata _metadata;
    private readonly ExtrinsicEncoder _encoder;
    private readonly Hash256 _genesisHash;
    private readonly uint _specVersion;
    private readonly uint _transactionVersion;

    public ChainCalls(DevnetChain chain)
    {
        byte[] metadata = chain.Runtime.Metadata(chain.Genesis.State, MetadataVersion)
            ?? throw new InvalidOperationException($"the chain's runtime has no metadata of version {MetadataVersion}");
        _metadata = RuntimeMetadata.Decode(metadata);
        _encoder = new ExtrinsicEncoder(_metadata);
        _genesisHash = chain.Genesis.Hash;
        (_specVersion, _transactionVersion) = ReadVersions(chain.Runtime.Version(chain.Genesis.State));
    }

    /// <summary>Makes a call of a pallet.</summary>
    /// <param name="pallet">The pallet's name.</param>
    /// <param name="call">The call's name.</param>
    /// <param name="arguments">The arguments' encodings, one after the other.</param>
    public RuntimeCall Create(string pallet, string call, ReadOnlySpan<byte> arguments) =>
        new((byte[])[_metadata[pallet].Index, _metadata[pallet].Call(call).Index, .. arguments]);

    /// <summary>Signs an extrinsic that may be included at any time.</summary>
    public ValueTask<byte[]> SignAsync(RuntimeCall call, Crypto.ISigner signer, uint nonce, CancellationToken cancellationToken) => _encoder.SignAsync(
        call,
        signer,
        new SigningContext
        {
            GenesisHash = _genesisHash,
            EraBlockHash = _genesisHash,
            SpecVersion = _specVersion,
            TransactionVersion = _transactionVersion,
            Nonce = nonce,
        },
        cancellationToken);

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
