using System.Security.Cryptography;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Ink;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts.Storage;

/// <summary>A cell, or the like cells of a map's entries.</summary>
/// <param name="Key">The key; what the keys of entries are made from.</param>
/// <param name="Content">What the cell, or each entry's, holds.</param>
internal sealed record StorageCell(ContractStorageKey Key, InkLayout Content)
{
    /// <summary>How ink! 3's hash maps make keys of entries; null for all others.</summary>
    public InkHashingStrategy? Hashing { get; init; }

    /// <summary>ink! 3's array of cells that this is; null for all others.</summary>
    public InkArrayLayout? Array { get; init; }

    public ContractStorageKey EntryKey(ReadOnlySpan<byte> entry)
    {
        if (Array is not null)
        {
            ScaleReader reader = new(entry);
            uint index = reader.ReadUInt32();
            reader.ThrowIfNotAtEnd();
            return index < Array.Length
                ? Key.Advance((UInt128)index * Array.CellsPerElement)
                : throw new ScaleException($"there is no element {index} of {Array.Length}", 0);
        }

        if (Hashing is not null)
        {
            byte[] preimage = [.. Hex.Parse(Hashing.Prefix), .. Key.Span, .. entry, .. Hex.Parse(Hashing.Postfix)];
            return new ContractStorageKey(Hash(Hashing.Hasher, preimage), isFixed: true);
        }

        return Key.IsFixed ? new ContractStorageKey(Blake2b.Hash256([.. Key.Span, .. entry]).Span, isFixed: true) : Key.Append(entry);
    }

    private static byte[] Hash(InkHasher hasher, byte[] preimage) => hasher switch
    {
        InkHasher.Blake2x256 => Blake2b.Hash256(preimage).ToArray(),
        InkHasher.Sha2x256 => SHA256.HashData(preimage),
        _ => Keccak256.Hash(preimage).ToArray(),
    };
}
