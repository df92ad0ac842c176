using System.Diagnostics.CodeAnalysis;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Addresses;

public static partial class Ss58Address
{
    /// <summary>Formats an account or an index of any of the lengths that SS58 has.</summary>
    /// <param name="account">1, 2, 4, 8, 32 or 33 bytes: an index in little-endian order, an account, or a compressed key of secp256k1.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>The address; its checksum has two bytes for 32 and 33 bytes, one for the others.</returns>
    /// <exception cref="ArgumentException"><paramref name="account"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prefix"/> is above 16,383, or reserved (46, 47).</exception>
    public static string FormatRaw(ReadOnlySpan<byte> account, Ss58Prefix prefix) => IsLength(account.Length)
        ? Encode(account, prefix)
        : throw new ArgumentException($"an SS58 address holds 1, 2, 4, 8, 32 or 33 bytes, not {account.Length}", nameof(account));

    /// <summary>Parses an address of any network and any of the lengths that SS58 has. Each has one checksum length, as in polkadot-js; longer ones, which SS58 once had for indices, are refused.</summary>
    /// <param name="text">The address.</param>
    /// <param name="account">Its 1, 2, 4, 8, 32 or 33 bytes.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParseRaw(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? account, out Ss58Prefix prefix)
    {
        Span<byte> bytes = stackalloc byte[MaximumSize];
        account = Decode(text, 0, bytes, out Range range, out prefix) is null ? bytes[range].ToArray() : null;
        return account is not null;
    }

    private static string Encode(ReadOnlySpan<byte> account, Ss58Prefix prefix)
    {
        if (prefix.Value > Ss58Prefix.MaximumValue || IsReserved(prefix.Value))
        {
            throw new ArgumentOutOfRangeException(nameof(prefix), prefix.Value, "no SS58 prefix of a network: those are 0 to 16,383, without 46 and 47");
        }

        Span<byte> bytes = stackalloc byte[MaximumSize];
        int prefixSize = WritePrefix(prefix.Value, bytes);
        account.CopyTo(bytes[prefixSize..]);
        int length = prefixSize + account.Length;
        int checksumSize = ChecksumSizeOf(account.Length);
        WriteChecksum(bytes[..length], bytes.Slice(length, checksumSize));
        Span<char> text = stackalloc char[MaximumLength];
        return text[..Base58.Encode(bytes[..(length + checksumSize)], text)].ToString();
    }

    // Why the text is no address, of as many bytes as asked for (zero for any number); null where it is one.
    private static string? Decode(ReadOnlySpan<char> text, int asked, Span<byte> bytes, out Range account, out Ss58Prefix prefix)
    {
        account = default;
        prefix = default;
        if (text.Length > MaximumLength)
        {
            return "it is longer than the address of an account";
        }

        if (!Base58.TryDecode(text, bytes, out int size, out bool fits))
        {
            return "it holds a character that is none of base 58";
        }

        if (!fits || size < 2)
        {
            return "its length is wrong";
        }

        string? reason = ReadPrefix(bytes, out ushort number, out int prefixSize);
        if (reason is not null)
        {
            return reason;
        }

        int length = LengthOf(size - prefixSize);
        if (length == 0 || (asked != 0 && length != asked))
        {
            return "its length is wrong";
        }

        int end = prefixSize + length;
        Span<byte> checksum = stackalloc byte[LongChecksumSize];
        WriteChecksum(bytes[..end], checksum);
        if (!checksum[..ChecksumSizeOf(length)].SequenceEqual(bytes[end..size]))
        {
            return "its checksum is wrong";
        }

        account = prefixSize..end;
        prefix = new Ss58Prefix(number);
        return null;
    }

    private static string? ReadPrefix(ReadOnlySpan<byte> bytes, out ushort prefix, out int size)
    {
        size = bytes[0] < FirstTwoBytePrefix ? 1 : 2;
        prefix = bytes[0];
        if (bytes[0] >= 2 * FirstTwoBytePrefix)
        {
            return $"its first byte, {bytes[0]}, begins no prefix";
        }

        if (size == 2)
        {
            // Six bits of the first byte and two of the second are the lower eight, the rest of the second the upper six.
            prefix = (ushort)(((bytes[0] << 2) & 0xfc) | (bytes[1] >> 6) | ((bytes[1] & 0x3f) << 8));
        }

        if (IsReserved(prefix))
        {
            return $"prefix {prefix} is reserved";
        }

        return size == 2 && prefix < FirstTwoBytePrefix ? $"prefix {prefix} takes one byte, not two" : null;
    }

    private static int WritePrefix(ushort prefix, Span<byte> bytes)
    {
        if (prefix < FirstTwoBytePrefix)
        {
            bytes[0] = (byte)prefix;
            return 1;
        }

        bytes[0] = (byte)(((prefix & 0xfc) >> 2) | FirstTwoBytePrefix);
        bytes[1] = (byte)((prefix >> 8) | ((prefix & 3) << 6));
        return 2;
    }

    // How many bytes stand before a checksum, of both together; zero where no address is that long.
    private static int LengthOf(int withChecksum)
    {
        int length = withChecksum - (withChecksum > AccountId.Size ? LongChecksumSize : ShortChecksumSize);
        return IsLength(length) && length + ChecksumSizeOf(length) == withChecksum ? length : 0;
    }

    private static bool IsLength(int length) => length is 1 or 2 or 4 or 8 or 32 or CompressedKeySize;

    private static int ChecksumSizeOf(int length) => length <= sizeof(ulong) ? ShortChecksumSize : LongChecksumSize;

    private static void WriteChecksum(ReadOnlySpan<byte> prefixed, Span<byte> checksum)
    {
        ReadOnlySpan<byte> domain = "SS58PRE"u8;
        Span<byte> input = stackalloc byte[domain.Length + prefixed.Length];
        domain.CopyTo(input);
        prefixed.CopyTo(input[domain.Length..]);
        Span<byte> hash = stackalloc byte[GenericHash.MaximumSize];
        GenericHash.Blake2b(input, hash);
        hash[..checksum.Length].CopyTo(checksum);
    }

    private static bool IsReserved(ushort prefix) => prefix is 46 or 47;
}
