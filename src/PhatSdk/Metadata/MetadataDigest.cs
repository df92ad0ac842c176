using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>
/// What a signer that cannot read a whole runtime's metadata trusts instead: its Merkle root and a few facts of the chain. Its hash is what the extension
/// <c>CheckMetadataHash</c> signs. Follows RFC 78 of the Polkadot Fellowship.
/// </summary>
/// <param name="TypesTreeRoot">The root of the tree of all types that an extrinsic may hold.</param>
/// <param name="ExtrinsicMetadataHash">The hash of what extrinsics are made of.</param>
/// <param name="SpecVersion">The runtime's version.</param>
/// <param name="SpecName">The runtime's name.</param>
/// <param name="Base58Prefix">The prefix of the chain's addresses.</param>
/// <param name="Decimals">The decimals of the chain's token.</param>
/// <param name="TokenSymbol">The symbol of the chain's token.</param>
public sealed record MetadataDigest(
    Hash256 TypesTreeRoot, Hash256 ExtrinsicMetadataHash, uint SpecVersion, string SpecName, ushort Base58Prefix, byte Decimals, string TokenSymbol)
    : IScaleType<MetadataDigest>
{
    private const byte V1Tag = 1;

    /// <summary>Computes the digest of a runtime.</summary>
    /// <param name="metadata">Its metadata: V15, as other versions number the types otherwise and chains compute the digest from V15.</param>
    /// <param name="specName">The runtime's name.</param>
    /// <param name="specVersion">The runtime's version.</param>
    /// <param name="base58Prefix">The prefix of the chain's addresses.</param>
    /// <param name="decimals">The decimals of the chain's token.</param>
    /// <param name="tokenSymbol">The symbol of the chain's token.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="MetadataException">The metadata is not V15, or describes a type that cannot be.</exception>
    public static MetadataDigest Compute(RuntimeMetadata metadata, string specName, uint specVersion, ushort base58Prefix, byte decimals, string tokenSymbol)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(specName);
        ArgumentNullException.ThrowIfNull(tokenSymbol);
        if (metadata.Version != 15)
        {
            throw new MetadataException($"the digest of metadata is of V15, and this is V{metadata.Version}");
        }

        MerkleizedTypes types = new(metadata);
        return new MetadataDigest(types.Root(), types.ExtrinsicHash(), specVersion, specName, base58Prefix, decimals, tokenSymbol);
    }

    /// <inheritdoc/>
    public static MetadataDigest Decode(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte tag = reader.ReadByte();
        return tag == V1Tag
            ? new MetadataDigest(
                reader.Read<Hash256>(), reader.Read<Hash256>(), reader.ReadUInt32(), reader.ReadString(), reader.ReadUInt16(), reader.ReadByte(), reader.ReadString())
            : throw new ScaleException($"0x{tag:x2} is no version of a metadata digest", offset);
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(V1Tag);
        writer.Write(TypesTreeRoot);
        writer.Write(ExtrinsicMetadataHash);
        writer.WriteUInt32(SpecVersion);
        writer.WriteString(SpecName);
        writer.WriteUInt16(Base58Prefix);
        writer.WriteByte(Decimals);
        writer.WriteString(TokenSymbol);
    }

    /// <summary>The metadata hash: BLAKE3 of the encoded digest.</summary>
    /// <returns>The hash.</returns>
    public Hash256 Hash() => MerkleizedTypes.Blake3(ScaleCodec.Encode(this));
}
