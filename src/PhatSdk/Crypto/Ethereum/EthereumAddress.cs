using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>An account of Ethereum: the last 20 bytes of the Keccak-256 hash of a public key's coordinates. Its text is hexadecimal with the checksum of EIP-55 in its letters' case.</summary>
public readonly struct EthereumAddress : IEquatable<EthereumAddress>, ISpanParsable<EthereumAddress>
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 20;

    private readonly Bytes20 _bytes;

    /// <summary>Creates the address from its bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public EthereumAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"{bytes.Length} bytes given, {Size} needed", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>The bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether two addresses are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where all bytes are equal.</returns>
    public static bool operator ==(EthereumAddress left, EthereumAddress right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where any byte differs.</returns>
    public static bool operator !=(EthereumAddress left, EthereumAddress right) => !left.Equals(right);

    /// <summary>The address of a public key.</summary>
    /// <param name="publicKey">A point of secp256k1: 33 bytes compressed, or 65 with the tag 4.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException"><paramref name="publicKey"/> is no such point.</exception>
    public static EthereumAddress FromPublicKey(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> uncompressed = stackalloc byte[Secp256k1.UncompressedSize];
        if (!Secp256k1.TryDecompress(publicKey, uncompressed))
        {
            throw new ArgumentException($"{publicKey.Length} bytes that are no point of secp256k1", nameof(publicKey));
        }

        return FromCoordinates(uncompressed[1..]);
    }

    /// <summary>Parses 40 hexadecimal digits, with or without <c>0x</c>. Where upper and lower case are mixed, they have to be the checksum of EIP-55.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is something else.</exception>
    public static EthereumAddress Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out EthereumAddress result)
            ? result
            : throw new FormatException($"\"{s[..Math.Min(s.Length, 2 + (2 * Size))]}\" is no Ethereum address: 40 hexadecimal digits whose case, where mixed, is the checksum");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static EthereumAddress Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <summary>Parses 40 hexadecimal digits, with or without <c>0x</c>. Where upper and lower case are mixed, they have to be the checksum of EIP-55.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The address.</param>
    /// <returns>Whether the text was such.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out EthereumAddress result)
    {
        result = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (!Hex.TryParse(s, bytes))
        {
            return false;
        }

        ReadOnlySpan<char> digits = s[^(2 * Size)..];
        Span<char> checksummed = stackalloc char[2 * Size];
        WriteDigits(bytes, checksummed);
        bool isMixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        if (isMixed && !digits.SequenceEqual(checksummed))
        {
            return false;
        }

        result = new EthereumAddress(bytes);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out EthereumAddress)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EthereumAddress result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>
    /// The address by which pallet-revive knows an account (<c>AccountId32Mapper::to_address</c>): the last 20 bytes of its Keccak-256 hash, or, of the account of an address
    /// (<see cref="ToReviveAccountId"/>), that address.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <returns>The address.</returns>
    public static EthereumAddress FromReviveAccountId(AccountId account) => account.Span[Size..].ContainsAnyExcept((byte)0xee)
        ? FromHashOf(account.Span)
        : new EthereumAddress(account.Span[..Size]);

    /// <summary>The account that Phala maps the address to: the address, then <c>@evm_address</c> (version 2 of its pallet EvmAccountMapping, and its workers).</summary>
    /// <returns>The account.</returns>
    public AccountId ToPhalaAccountId() => Pad("@evm_address"u8);

    /// <summary>The account that pallet-revive falls back to for an address that nobody mapped: the address, then twelve bytes 0xEE.</summary>
    /// <returns>The account.</returns>
    public AccountId ToReviveAccountId() => Pad([0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee]);

    /// <inheritdoc/>
    public bool Equals(EthereumAddress other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EthereumAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>Formats the address with the checksum of EIP-55.</summary>
    /// <returns><c>0x</c> and 40 digits.</returns>
    public override string ToString()
    {
        Span<char> digits = stackalloc char[2 * Size];
        WriteDigits(Span, digits);
        return string.Concat("0x", digits);
    }

    internal static EthereumAddress FromCoordinates(ReadOnlySpan<byte> coordinates) => FromHashOf(coordinates);

    private static EthereumAddress FromHashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash256.Size];
        KeccakSponge.Hash(bytes, hash);
        return new EthereumAddress(hash[^Size..]);
    }

    // A letter is a capital where the hash of the lower-case digits has a half byte of 8 or more at its place.
    private static void WriteDigits(ReadOnlySpan<byte> bytes, Span<char> digits)
    {
        Convert.TryToHexStringLower(bytes, digits, out _);
        Span<byte> ascii = stackalloc byte[2 * Size];
        for (int i = 0; i < digits.Length; i++)
        {
            ascii[i] = (byte)digits[i];
        }

        Span<byte> hash = stackalloc byte[Hash256.Size];
        KeccakSponge.Hash(ascii, hash);
        for (int i = 0; i < digits.Length; i++)
        {
            int half = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 0xf;
            digits[i] = half >= 8 ? char.ToUpperInvariant(digits[i]) : digits[i];
        }
    }

    private AccountId Pad(ReadOnlySpan<byte> mark)
    {
        Span<byte> account = stackalloc byte[AccountId.Size];
        Span.CopyTo(account);
        mark.CopyTo(account[Size..]);
        return new AccountId(account);
    }

    [InlineArray(Size)]
    private struct Bytes20
    {
        private byte _first;
    }
}
