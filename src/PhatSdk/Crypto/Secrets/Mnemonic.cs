using System.Security.Cryptography;
using System.Text;

namespace PhatSdk.Crypto.Secrets;

/// <summary>
/// Phrases of BIP-39, and the seeds that Substrate makes of them: from the entropy, not from the words as the standard would
/// (crate <c>substrate-bip39</c>). Another list of words for the same entropy gives the same account.
/// </summary>
/// <remarks>
/// Words are taken in lower case, and in any form that NFKD turns into the list's, such as full-width letters, as by the crate <c>bip39</c>.
/// Messages name a wrong word by its place, never the word itself. Reading a phrase takes a time that depends on its words.
/// </remarks>
public static partial class Mnemonic
{
    /// <summary>The most bytes of entropy, those of 24 words.</summary>
    public const int MaximumEntropySize = 32;

    private const int MinimumEntropySize = 16;
    private const int MaximumWords = 24;
    private const int BitsAWord = 11;
    private const int Rounds = 2048;

    /// <summary>Makes a new phrase from the operating system's randomness.</summary>
    /// <param name="wordCount">12, 15, 18, 21 or 24 words.</param>
    /// <param name="words">The list of words; null for <see cref="WordList.English"/>.</param>
    /// <returns>The phrase. The text cannot be overwritten: show it, and let it go.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wordCount"/> is another number.</exception>
    public static string Generate(int wordCount = 12, WordList? words = null)
    {
        if (wordCount is not (12 or 15 or 18 or 21 or 24))
        {
            throw new ArgumentOutOfRangeException(nameof(wordCount), wordCount, "a phrase has 12, 15, 18, 21 or 24 words");
        }

        Span<byte> entropy = stackalloc byte[wordCount / 3 * 4];
        RandomNumberGenerator.Fill(entropy);
        string phrase = FromEntropy(entropy, words);
        CryptographicOperations.ZeroMemory(entropy);
        return phrase;
    }

    /// <summary>The phrase that stands for an entropy.</summary>
    /// <param name="entropy">16, 20, 24, 28 or 32 bytes.</param>
    /// <param name="words">The list of words; null for <see cref="WordList.English"/>.</param>
    /// <returns>12 to 24 words, the list's separator between two.</returns>
    /// <exception cref="ArgumentException"><paramref name="entropy"/> has another length.</exception>
    public static string FromEntropy(ReadOnlySpan<byte> entropy, WordList? words = null)
    {
        words ??= WordList.English;
        using SecretBuffer phrase = new(LongestPhrase(words));
        int length = WritePhrase(entropy, words, isNormalized: false, phrase.Span);
        return Encoding.UTF8.GetString(phrase.Span[..length]);
    }

    /// <summary>Reads a phrase: its words, white space between, before and after them, and its checksum.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="entropy">Where the entropy goes: <see cref="MaximumEntropySize"/> bytes or more. The caller overwrites it after use.</param>
    /// <param name="words">The list of words; null for <see cref="WordList.English"/>.</param>
    /// <returns>The entropy's length in bytes: 16, 20, 24, 28 or 32.</returns>
    /// <exception cref="FormatException"><paramref name="phrase"/> has another number of words than 12, 15, 18, 21 or 24, a word that is not in the list, or a wrong checksum.</exception>
    /// <exception cref="ArgumentException"><paramref name="entropy"/> is too short.</exception>
    public static int ToEntropy(ReadOnlySpan<char> phrase, Span<byte> entropy, WordList? words = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entropy.Length, MaximumEntropySize);
        Span<byte> bits = stackalloc byte[MaximumEntropySize + 1];
        bits.Clear();
        try
        {
            int count = ReadWords(phrase, words ?? WordList.English, bits);
            int size = count / 3 * 4;
            if (count % 3 != 0 || !IsEntropySize(size))
            {
                throw new FormatException($"a phrase has 12, 15, 18, 21 or 24 words, not {count}");
            }

            if (bits[size] != Checksum(bits[..size]))
            {
                throw new FormatException("the checksum of the phrase is wrong: a word or their order is another one");
            }

            bits[..size].CopyTo(entropy);
            return size;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bits);
        }
    }

    /// <summary>Whether a phrase can be read.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="words">The list of words; null for <see cref="WordList.English"/>.</param>
    /// <returns>True where <see cref="ToEntropy"/> takes it.</returns>
    public static bool IsValid(ReadOnlySpan<char> phrase, WordList? words = null)
    {
        Span<byte> entropy = stackalloc byte[MaximumEntropySize];
        try
        {
            ToEntropy(phrase, entropy, words);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }

    /// <summary>The seed that Substrate makes of an entropy: PBKDF2-HMAC-SHA-512 of it, 2048 rounds, salted with <c>mnemonic</c> and the password.</summary>
    /// <remarks>HMAC cannot tell zero bytes at the end from none: the five entropies of zeroes only have one seed.</remarks>
    /// <param name="entropy">The entropy, 16 to 32 bytes.</param>
    /// <param name="password">The password in UTF-8, as it is: Substrate does not normalise it. Empty for none.</param>
    /// <param name="seed">Where the seed goes: 32 bytes for a key, 64 for all of it. The caller overwrites it after use.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public static void DeriveSeed(ReadOnlySpan<byte> entropy, ReadOnlySpan<byte> password, Span<byte> seed)
    {
        if (!IsEntropySize(entropy.Length))
        {
            throw new ArgumentException($"the entropy of a phrase has 16, 20, 24, 28 or 32 bytes, not {entropy.Length}", nameof(entropy));
        }

        if (seed.Length is not (32 or 64))
        {
            throw new ArgumentException($"a seed has 32 or 64 bytes, not {seed.Length}", nameof(seed));
        }

        DeriveSalted(entropy, password, seed);
    }

    // The first bits of the hash, one for four bytes of entropy; the rest of the byte is zero.
    private static byte Checksum(ReadOnlySpan<byte> entropy)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entropy, hash);
        byte checksum = (byte)(hash[0] & (0xff00 >> (entropy.Length / 4)));
        CryptographicOperations.ZeroMemory(hash);
        return checksum;
    }

    private static bool IsEntropySize(int size) => size is >= MinimumEntropySize and <= MaximumEntropySize && size % 4 == 0;
}
