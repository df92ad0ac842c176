using System.Security.Cryptography;
using System.Text;

namespace PhatSdk.Crypto.Secrets;

public static partial class Mnemonic
{
    /// <summary>Finds the first word of a phrase that is not in the list: for those who show the user which one to look at.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="words">The list of words; null for <see cref="WordList.English"/>.</param>
    /// <returns>Its place in the phrase, from 0 on; -1 where all words are in the list.</returns>
    /// <exception cref="FormatException"><paramref name="phrase"/> holds half of a surrogate pair.</exception>
    public static int IndexOfUnknownWord(ReadOnlySpan<char> phrase, WordList? words = null)
    {
        return VisitAnyWords(phrase, words ?? WordList.English, [], out _);
    }

    // The number of words; their bits are written as long as they fit.
    private static int ReadWords(ReadOnlySpan<char> phrase, WordList words, Span<byte> bits)
    {
        int unknown = VisitAnyWords(phrase, words, bits, out int count);
        return unknown < 0 || count % 3 != 0 || !IsEntropySize(count / 3 * 4)
            ? count
            : throw new FormatException($"word {unknown + 1} of the phrase is not in the {words.Name} list of BIP-39");
    }

    private static int VisitAnyWords(ReadOnlySpan<char> phrase, WordList words, Span<byte> bits, out int count)
    {
        if (Ascii.IsValid(phrase) || !SecretText.CanNormalize)
        {
            return VisitWords(phrase, words, bits, out count);
        }

        using SecretText normalized = SecretText.Normalize(phrase, "the phrase");
        return VisitWords(normalized.Span, words, bits, out count);
    }

    private static int VisitWords(ReadOnlySpan<char> phrase, WordList words, Span<byte> bits, out int count)
    {
        count = 0;
        int unknown = -1;
        ReadOnlySpan<char> rest = phrase.TrimStart();
        while (!rest.IsEmpty)
        {
            int length = 0;
            while (length < rest.Length && !char.IsWhiteSpace(rest[length]))
            {
                length++;
            }

            int index = words.IndexOfNormalized(rest[..length]);
            if (index < 0 && unknown < 0)
            {
                unknown = count;
            }

            if (index >= 0 && count < MaximumWords && !bits.IsEmpty)
            {
                WriteWord(index, count, bits);
            }

            count++;
            rest = rest[length..].TrimStart();
        }

        return unknown;
    }

    private static void WriteWord(int index, int place, Span<byte> bits)
    {
        for (int i = 0; i < BitsAWord; i++)
        {
            int bit = (place * BitsAWord) + i;
            bits[bit / 8] |= (byte)(((index >> (BitsAWord - 1 - i)) & 1) << (7 - (bit % 8)));
        }
    }

    private static int LongestPhrase(WordList words) => (MaximumWords * (words.LongestWordSize + Encoding.UTF8.GetByteCount([words.Separator]))) - 1;

    // The words are written as the list has them for people, or in the form NFKD with plain spaces, which is what is hashed.
    private static int WritePhrase(ReadOnlySpan<byte> entropy, WordList words, bool isNormalized, Span<byte> phrase)
    {
        if (!IsEntropySize(entropy.Length))
        {
            throw new ArgumentException($"the entropy of a phrase has 16, 20, 24, 28 or 32 bytes, not {entropy.Length}", nameof(entropy));
        }

        Span<byte> bits = stackalloc byte[MaximumEntropySize + 1];
        entropy.CopyTo(bits);
        bits[entropy.Length] = Checksum(entropy);
        int length = 0;
        for (int word = 0; word < entropy.Length / 4 * 3; word++)
        {
            int index = 0;
            for (int bit = word * BitsAWord; bit < (word + 1) * BitsAWord; bit++)
            {
                index = (index << 1) | ((bits[bit / 8] >> (7 - (bit % 8))) & 1);
            }

            if (word > 0)
            {
                length += Encoding.UTF8.GetBytes([isNormalized ? ' ' : words.Separator], phrase[length..]);
            }

            length += Encoding.UTF8.GetBytes(isNormalized ? words.NormalizedWord(index) : words[index], phrase[length..]);
        }

        CryptographicOperations.ZeroMemory(bits);
        return length;
    }
}
