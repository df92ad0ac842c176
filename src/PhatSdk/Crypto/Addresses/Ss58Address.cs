using System.Diagnostics.CodeAnalysis;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Addresses;

/// <summary>
/// Accounts as text for people: base 58 of network prefix, account and checksum (<c>Ss58Codec</c> of <c>sp-core</c>). Accounts of 32 bytes only.
/// </summary>
/// <remarks>
/// Stricter than <c>sp-core</c> in one point: a prefix below 64 is read in its one-byte form only, so an account has one address a network.
/// The reserved prefixes 46 and 47 are refused, as there.
/// </remarks>
public static class Ss58Address
{
    private const int ChecksumSize = 2;
    private const int FirstTwoBytePrefix = 64;
    private const int MaximumSize = 2 + AccountId.Size + ChecksumSize;

    // 36 bytes in base 58 are 50 characters at most.
    private const int MaximumLength = 50;

    /// <summary>Formats an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prefix"/> is above 16,383, or reserved (46, 47).</exception>
    public static string Format(AccountId account, Ss58Prefix prefix)
    {
        if (prefix.Value > Ss58Prefix.MaximumValue || IsReserved(prefix.Value))
        {
            throw new ArgumentOutOfRangeException(nameof(prefix), prefix.Value, "no SS58 prefix of a network: those are 0 to 16,383, without 46 and 47");
        }

        Span<byte> bytes = stackalloc byte[MaximumSize];
        int prefixSize = WritePrefix(prefix.Value, bytes);
        account.Span.CopyTo(bytes[prefixSize..]);
        int length = prefixSize + AccountId.Size;
        WriteChecksum(bytes[..length], bytes.Slice(length, ChecksumSize));
        Span<char> text = stackalloc char[MaximumLength];
        return text[..Base58.Encode(bytes[..(length + ChecksumSize)], text)].ToString();
    }

    /// <summary>Parses an address of any network.</summary>
    /// <param name="text">The address.</param>
    /// <returns>The account.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no address of an account of 32 bytes; the message says what is wrong.</exception>
    public static AccountId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out AccountId account, out _, out string? reason)
            ? account
            : throw new FormatException($"\"{text[..Math.Min(text.Length, MaximumLength)]}\" is no SS58 address: {reason}");

    /// <summary>Parses an address of any network.</summary>
    /// <param name="text">The address.</param>
    /// <param name="account">The account.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>Whether the text is an address of an account of 32 bytes.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account, out Ss58Prefix prefix) => TryParse(text, out account, out prefix, out _);

    private static bool TryParse(ReadOnlySpan<char> text, out AccountId account, out Ss58Prefix prefix, [NotNullWhen(false)] out string? reason)
    {
        account = default;
        prefix = default;
        Span<byte> bytes = stackalloc byte[MaximumSize];
        reason = Decode(text, bytes, out int size, out ushort number, out int prefixSize);
        if (reason is not null)
        {
            return false;
        }

        int length = size - ChecksumSize;
        Span<byte> checksum = stackalloc byte[ChecksumSize];
        WriteChecksum(bytes[..length], checksum);
        if (!checksum.SequenceEqual(bytes[length..size]))
        {
            reason = "its checksum is wrong";
            return false;
        }

        account = new AccountId(bytes[prefixSize..length]);
        prefix = new Ss58Prefix(number);
        return true;
    }

    private static string? Decode(ReadOnlySpan<char> text, Span<byte> bytes, out int size, out ushort prefix, out int prefixSize)
    {
        prefix = 0;
        prefixSize = 0;
        size = 0;
        if (text.Length > MaximumLength)
        {
            return "it is longer than the address of an account";
        }

        if (!Base58.TryDecode(text, bytes, out size, out bool fits))
        {
            return "it holds a character that is none of base 58";
        }

        if (!fits || size < 2)
        {
            return "its length is wrong";
        }

        if (bytes[0] < FirstTwoBytePrefix)
        {
            (prefix, prefixSize) = (bytes[0], 1);
        }
        else if (bytes[0] < 2 * FirstTwoBytePrefix)
        {
            // Six bits of the first byte and two of the second are the lower eight, the rest of the second the upper six.
            prefix = (ushort)(((bytes[0] << 2) & 0xfc) | (bytes[1] >> 6) | ((bytes[1] & 0x3f) << 8));
            prefixSize = 2;
        }
        else
        {
            return $"its first byte, {bytes[0]}, begins no prefix";
        }

        if (IsReserved(prefix))
        {
            return $"prefix {prefix} is reserved";
        }

        if (prefixSize == 2 && prefix < FirstTwoBytePrefix)
        {
            return $"prefix {prefix} takes one byte, not two";
        }

        return size == prefixSize + AccountId.Size + ChecksumSize ? null : "its length is wrong";
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

    private static void WriteChecksum(ReadOnlySpan<byte> prefixed, Span<byte> checksum)
    {
        ReadOnlySpan<byte> domain = "SS58PRE"u8;
        Span<byte> input = stackalloc byte[domain.Length + prefixed.Length];
        domain.CopyTo(input);
        prefixed.CopyTo(input[domain.Length..]);
        Span<byte> hash = stackalloc byte[64];
        GenericHash.Blake2b(input, hash);
        hash[..ChecksumSize].CopyTo(checksum);
    }

    private static bool IsReserved(ushort prefix) => prefix is 46 or 47;
}
