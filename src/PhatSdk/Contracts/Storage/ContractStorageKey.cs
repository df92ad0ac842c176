using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts.Storage;

/// <summary>The key of a cell of a contract's storage, as the contract gives it to its host.</summary>
public readonly struct ContractStorageKey : IEquatable<ContractStorageKey>
{
    private const int FixedSize = 32;
    private const int HashSize = 16;

    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Creates a key.</summary>
    /// <param name="bytes">Its bytes; they are copied.</param>
    /// <param name="isFixed">Whether it is of the kind that ink! 3 uses: always 32 bytes, and hashed otherwise.</param>
    /// <exception cref="ArgumentException">The key is fixed and not of 32 bytes.</exception>
    public ContractStorageKey(ReadOnlySpan<byte> bytes, bool isFixed)
    {
        if (isFixed && bytes.Length != FixedSize)
        {
            throw new ArgumentException($"a fixed key has {FixedSize} bytes, not {bytes.Length}", nameof(bytes));
        }

        _bytes = bytes.ToArray();
        IsFixed = isFixed;
    }

    /// <summary>Whether it is one of ink! 3's keys of 32 bytes. The runtime API <c>ContractsApi_get_storage</c> finds none of these; <see cref="ToChildKey"/> does.</summary>
    public bool IsFixed { get; }

    /// <summary>The bytes: what <c>ContractsApi_get_storage</c> takes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>Whether two keys name one cell.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True where they do.</returns>
    public static bool operator ==(ContractStorageKey left, ContractStorageKey right) => left.Equals(right);

    /// <summary>Whether two keys name different cells.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True where they do.</returns>
    public static bool operator !=(ContractStorageKey left, ContractStorageKey right) => !left.Equals(right);

    /// <summary>The key in the contract's child trie, as pallet-contracts hashes it: BLAKE2b-128 and the key, or BLAKE2b-256 of a fixed one.</summary>
    /// <returns>The bytes: what <c>childstate_getStorage</c> takes.</returns>
    public byte[] ToChildKey()
    {
        if (IsFixed)
        {
            return Blake2b.Hash256(Span).ToArray();
        }

        byte[] key = new byte[HashSize + Span.Length];
        Blake2b.Hash(Span, key.AsSpan(0, HashSize));
        Span.CopyTo(key.AsSpan(HashSize));
        return key;
    }

    /// <summary>The bytes.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToArray() => _bytes.ToArray();

    /// <inheritdoc/>
    public bool Equals(ContractStorageKey other) => IsFixed == other.IsFixed && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContractStorageKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes as hexadecimal text.</summary>
    /// <returns><c>0x</c> and the digits.</returns>
    public override string ToString() => Hex.Format(Span);

    internal static ContractStorageKey Parse(string hex)
    {
        byte[] bytes = Hex.Parse(hex);
        return new ContractStorageKey(bytes, bytes.Length == FixedSize);
    }

    /// <summary>The key that many cells further on, as ink! 3 counts them: a number of 256 bits, lowest byte first.</summary>
    internal ContractStorageKey Advance(UInt128 cells)
    {
        byte[] bytes = ToArray();
        for (int i = 0; i < bytes.Length && cells != 0; i++)
        {
            cells += bytes[i];
            bytes[i] = (byte)cells;
            cells >>= 8;
        }

        return new ContractStorageKey(bytes, IsFixed);
    }

    /// <summary>The key of an entry: this one and the entry's own, encoded.</summary>
    internal ContractStorageKey Append(ReadOnlySpan<byte> entry) => new([.. Span, .. entry], isFixed: false);
}
