using System.Text;

namespace PhatSdk.Crypto.Secrets;

/// <summary>
/// The 2,048 words that phrases of BIP-39 are made of. English is here; the lists of other languages are read from their files, which the standard's repository has
/// (<c>bitcoin/bips</c>, <c>bip-0039</c>). Words are compared in Unicode's form NFKD, so that accents may be written either way.
/// </summary>
public sealed partial class WordList
{
    /// <summary>How many words a list has.</summary>
    public const int Count = 2048;

    private const char ByteOrderMark = '\ufeff';
    private const int MaximumLength = 1 << 18;

    private readonly string[] _words;
    private readonly string[] _normalized;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indices;

    private WordList(string name, char separator, string[] words)
    {
        Name = name;
        Separator = separator;
        _words = words;
        _normalized = [.. words.Select(word => word.Normalize(NormalizationForm.FormKD))];
        Dictionary<string, int> indices = new(Count, StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            if (!indices.TryAdd(_normalized[i], i))
            {
                throw new FormatException($"word {i + 1} of the word list \"{name}\" is word {indices[_normalized[i]] + 1} once more: {words[i]}");
            }
        }

        _indices = indices.GetAlternateLookup<ReadOnlySpan<char>>();
        LongestWordSize = Math.Max(words.Max(Encoding.UTF8.GetByteCount), _normalized.Max(Encoding.UTF8.GetByteCount));
    }

    /// <summary>BIP-39's English list, the one that nearly all wallets use.</summary>
    public static WordList English { get; } = new("English", ' ', EnglishWords.Split(' '));

    /// <summary>What messages call the list.</summary>
    public string Name { get; }

    /// <summary>What stands between two words of a phrase that is shown: a space, for Japanese the ideographic one (U+3000). Any white space is read.</summary>
    public char Separator { get; }

    /// <summary>The most bytes that a word has in UTF-8.</summary>
    internal int LongestWordSize { get; }

    /// <summary>A word, written as in the list's file.</summary>
    /// <param name="index">Its place: 0 to 2047.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is another number.</exception>
    public string this[int index] => index is >= 0 and < Count
        ? _words[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"a word list has {Count} words");

    /// <summary>Reads the list of a language. The order of the words counts, and need not be the alphabet's.</summary>
    /// <param name="text">The file's text: 2,048 words, one a line; empty lines are skipped.</param>
    /// <param name="name">The language.</param>
    /// <param name="separator">What stands between two words that are shown: a space, as a rule.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">There are more or fewer words, one is there twice, a line holds more than one, or half of a surrogate pair; the message names the word.</exception>
    /// <exception cref="ArgumentException"><paramref name="separator"/> is no white space.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// A word holds more than ASCII, and the program runs without Unicode normalisation (<c>InvariantGlobalization</c>): keys would be other ones.
    /// </exception>
    public static WordList Parse(ReadOnlySpan<char> text, string name, char separator = ' ')
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!char.IsWhiteSpace(separator))
        {
            throw new ArgumentException("between words stands white space", nameof(separator));
        }

        if (text.Length > MaximumLength)
        {
            throw new FormatException($"a word list has at most {MaximumLength} characters, not {text.Length}");
        }

        List<string> words = [];
        foreach (ReadOnlySpan<char> line in text.TrimStart(ByteOrderMark).EnumerateLines())
        {
            ReadOnlySpan<char> word = line.Trim();
            if (!word.IsEmpty)
            {
                words.Add(ReadWord(word, words.Count, name));
            }
        }

        return words.Count == Count
            ? new WordList(name, separator, [.. words])
            : throw new FormatException($"the word list \"{name}\" has {words.Count} words, not {Count}");
    }

    /// <summary>Finds a word. Takes a time that depends on it.</summary>
    /// <param name="word">The word; a capital letter is another one than a small one.</param>
    /// <returns>Its place, 0 to 2047; -1 where it is not in the list.</returns>
    public int IndexOf(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word) || !SecretText.CanNormalize)
        {
            return IndexOfNormalized(word);
        }

        try
        {
            using SecretText normalized = SecretText.Normalize(word, "the word");
            return IndexOfNormalized(normalized.Span);
        }
        catch (FormatException)
        {
            return -1;
        }
    }

    /// <summary>The list's name.</summary>
    /// <returns>As <see cref="Name"/>.</returns>
    public override string ToString() => Name;

    internal int IndexOfNormalized(ReadOnlySpan<char> word) => _indices.TryGetValue(word, out int index) ? index : -1;

    /// <summary>A word as it is hashed: in the form NFKD.</summary>
    internal string NormalizedWord(int index) => _normalized[index];

    private static string ReadWord(ReadOnlySpan<char> word, int index, string name)
    {
        foreach (char character in word)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                throw new FormatException($"word {index + 1} of the word list \"{name}\" holds white space or a control character: {Shorten(word)}");
            }
        }

        if (!Ascii.IsValid(word))
        {
            CheckUnicode(word, index, name);
        }

        return word.ToString();
    }

    private static void CheckUnicode(ReadOnlySpan<char> word, int index, string name)
    {
        if (!SecretText.CanNormalize)
        {
            throw new PlatformNotSupportedException(
                $"the word list \"{name}\" holds more than ASCII, which this program cannot normalise as BIP-39 asks (InvariantGlobalization)");
        }

        string normalized;
        try
        {
            normalized = word.ToString().Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"word {index + 1} of the word list \"{name}\" holds half of a surrogate pair");
        }

        if (normalized.Any(char.IsWhiteSpace))
        {
            throw new FormatException($"word {index + 1} of the word list \"{name}\" holds white space in Unicode's form NFKD: {Shorten(word)}");
        }
    }

    private static string Shorten(ReadOnlySpan<char> word) => word.Length <= 80 ? word.ToString() : string.Concat(word[..80], "…");
}
