using System.Diagnostics.CodeAnalysis;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Addresses;

/// <summary>
/// Accounts as text for people: base 58 of network prefix, account and checksum (<c>Ss58Codec</c> of <c>sp-core</c>). Accounts have 32 bytes;
/// indices of accounts (1, 2, 4 or 8 bytes) and compressed keys (33 bytes) have addresses of their own, which <see cref="FormatRaw"/> and <see cref="TryParseRaw"/> write and read.
/// </summary>
/// <remarks>
/// Stricter than <c>sp-core</c> in one point: a prefix below 64 is read in its one-byte form only, so an account has one address a network.
/// The reserved prefixes 46 and 47 are refused, as there.
/// </remarks>
public static partial class Ss58Address
{
    private const int FirstTwoBytePrefix = 64;
    private const int LongChecksumSize = 2;
    private const int ShortChecksumSize = 1;
    private const int CompressedKeySize = 33;
    private const int MaximumSize = 2 + CompressedKeySize + LongChecksumSize;

    // 37 bytes in base 58 are 51 characters at most, 36 are 50.
    private const int MaximumLength = 51;

    /// <summary>Formats an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prefix"/> is above 16,383, or reserved (46, 47).</exception>
    public static string Format(AccountId account, Ss58Prefix prefix) => Encode(account.Span, prefix);

    /// <summary>Parses an address of any network.</summary>
    /// <param name="text">The address.</param>
    /// <returns>The account.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no address of an account of 32 bytes; the message says what is wrong.</exception>
    public static AccountId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out AccountId account, out _, out string? reason)
            ? account
            : throw new FormatException($"\"{Shorten(text)}\" is no SS58 address: {reason}");

    /// <summary>Parses an address of any network.</summary>
    /// <param name="text">The address.</param>
    /// <param name="account">The account.</param>
    /// <param name="prefix">The network.</param>
    /// <returns>Whether the text is an address of an account of 32 bytes.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account, out Ss58Prefix prefix) => TryParse(text, out account, out prefix, out _);

    /// <summary>Parses an address of one network.</summary>
    /// <param name="text">The address.</param>
    /// <param name="network">The network's prefix.</param>
    /// <returns>The account.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no address of an account of 32 bytes, or one of another network; the message says what is wrong.</exception>
    public static AccountId Parse(ReadOnlySpan<char> text, Ss58Prefix network)
    {
        if (!TryParse(text, out AccountId account, out Ss58Prefix prefix, out string? reason))
        {
            throw new FormatException($"\"{Shorten(text)}\" is no SS58 address: {reason}");
        }

        return prefix == network ? account : throw new FormatException($"\"{Shorten(text)}\" is an address of {Describe(prefix)}, not of {Describe(network)}");
    }

    private static bool TryParse(ReadOnlySpan<char> text, out AccountId account, out Ss58Prefix prefix, [NotNullWhen(false)] out string? reason)
    {
        account = default;
        Span<byte> bytes = stackalloc byte[MaximumSize];
        reason = Decode(text, AccountId.Size, bytes, out Range range, out prefix);
        if (reason is not null)
        {
            return false;
        }

        account = new AccountId(bytes[range]);
        return true;
    }

    private static string Describe(Ss58Prefix prefix) => Ss58Network.TryFind(prefix, out Ss58Network? network) ? network.ToString() : $"prefix {prefix}";

    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, MaximumLength)];
}
