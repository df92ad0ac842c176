using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

public class WordListTests
{
    private static readonly string[] MadeUp = [.. Enumerable.Range(0, WordList.Count).Select(i => $"w{i:x3}")];

    [Test]
    public void EnglishIsTheStandards()
    {
        Assert.That(WordList.English[0], Is.EqualTo("abandon"));
        Assert.That(WordList.English[2047], Is.EqualTo("zoo"));
        Assert.That(WordList.English.IndexOf("zoo"), Is.EqualTo(2047));
        Assert.That(WordList.English.IndexOf("Zoo"), Is.EqualTo(-1));
        Assert.That(WordList.English.IndexOf("\ud800"), Is.EqualTo(-1));
        Assert.That(WordList.English.ToString(), Is.EqualTo("English"));
        Assert.That(() => WordList.English[2048], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => WordList.English[-1], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\n\n  ")]
    public void AListIsAWordALine(string separator)
    {
        WordList list = WordList.Parse($"\ufeff{string.Join(separator, MadeUp)}{separator}", "made up", '\u3000');
        Assert.That(list.Name, Is.EqualTo("made up"));
        Assert.That(list.Separator, Is.EqualTo('\u3000'));
        Assert.That(Enumerable.Range(0, WordList.Count).Select(i => list[i]), Is.EqualTo(MadeUp));
        Assert.That(MadeUp.Select(word => list.IndexOf(word)), Is.EqualTo(Enumerable.Range(0, WordList.Count)));
    }

    [Test]
    public void TheOrderIsTheFiles()
    {
        string[] reversed = [.. MadeUp.Reverse()];
        Assert.That(WordList.Parse(string.Join('\n', reversed), "made up").IndexOf(MadeUp[0]), Is.EqualTo(2047));
    }

    [Test]
    public void WordsAreComparedInTheirNormalForm()
    {
        if (!SecretText.CanNormalize)
        {
            Assert.That(() => With(1, "\u00e1b"), Throws.InstanceOf<PlatformNotSupportedException>().With.Message.Contains("InvariantGlobalization"));
            return;
        }

        WordList composed = With(1, "\u00e1b");
        Assert.That(composed[1], Is.EqualTo("\u00e1b"));
        Assert.That(composed.IndexOf("\u00e1b"), Is.EqualTo(1));
        Assert.That(composed.IndexOf("a\u0301b"), Is.EqualTo(1));
        Assert.That(With(1, "a\u0301b").IndexOf("\u00e1b"), Is.EqualTo(1));
    }

    [TestCase(7, "w002", "word 8 of the word list \"made up\" is word 3 once more: w002")]
    [TestCase(7, "two words", "word 8 of the word list \"made up\" holds white space or a control character: two words")]
    [TestCase(7, "a\u3000b", "word 8 of the word list \"made up\" holds white space or a control character")]
    [TestCase(7, "a\0b", "word 8 of the word list \"made up\" holds white space or a control character")]
    [TestCase(7, "", "the word list \"made up\" has 2047 words, not 2048")]
    [TestCase(7, "one\nmore", "the word list \"made up\" has 2049 words, not 2048")]
    public void WhatIsWrongIsNamed(int place, string word, string message) =>
        Assert.That(() => With(place, word), Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    [TestCase("half", "word 8 of the word list \"made up\" holds half of a surrogate pair")]
    [TestCase("a\u00a8", "word 8 of the word list \"made up\" holds white space in Unicode's form NFKD")]
    [TestCase("\uff57002", "word 8 of the word list \"made up\" is word 3 once more")]
    public void WhatIsWrongInUnicodeIsNamed(string word, string message)
    {
        // An attribute cannot hold half of a pair.
        word = word.Replace("half", "\ud800x", StringComparison.Ordinal);
        if (SecretText.CanNormalize)
        {
            Assert.That(() => With(7, word), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
        }
        else
        {
            Assert.That(() => With(7, word), Throws.InstanceOf<PlatformNotSupportedException>());
        }
    }

    [Test]
    public void OtherBadInputIsRefused()
    {
        Assert.That(() => WordList.Parse("", "none"), Throws.InstanceOf<FormatException>().With.Message.Contains("has 0 words"));
        Assert.That(() => WordList.Parse(new string('a', (1 << 18) + 1), "long"), Throws.InstanceOf<FormatException>().With.Message.Contains("at most 262144"));
        Assert.That(() => WordList.Parse("", ""), Throws.ArgumentException);
        Assert.That(() => WordList.Parse("", "none", '-'), Throws.ArgumentException.With.Message.Contains("white space"));
    }

    private static WordList With(int place, string word)
    {
        string[] words = [.. MadeUp];
        words[place] = word;
        return WordList.Parse(string.Join('\n', words), "made up");
    }
}
