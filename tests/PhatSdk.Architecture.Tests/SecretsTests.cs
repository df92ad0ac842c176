using System.Text.RegularExpressions;
using PhatSdk.TestKit;

namespace PhatSdk.Architecture.Tests;

/// <summary>What a review of secrets would look for first.</summary>
public sealed partial class SecretsTests
{
    private static readonly string[] CryptoFolders = ["src/PhatSdk/Crypto", "src/PhatSdk/Phat/Encryption", "src/PhatSdk.Devnet/Worker"];

    [Test]
    public void RandomnessComesFromTheSystem()
    {
        Assert.That(Lines("src").Where(line => InsecureRandom().IsMatch(line.Text)).Select(line => line.Where), Is.Empty);
    }

    [Test]
    public void KeysAndSignaturesAreNotComparedByteByByte()
    {
        Assert.That(CryptoFolders.SelectMany(Lines).Where(line => VariableTime().IsMatch(line.Text)).Select(line => line.Where), Is.Empty);
    }

    private static IEnumerable<(string Where, string Text)> Lines(string folder)
    {
        string path = Path.Combine(Fixtures.Root, folder);
        return !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select((text, index) => ($"{Path.GetRelativePath(Fixtures.Root, file)}:{index + 1}", text)));
    }

    [GeneratedRegex(@"new Random\(|Random\.Shared|Guid\.NewGuid")]
    private static partial Regex InsecureRandom();

    [GeneratedRegex(@"(secret|seed|privateKey|sharedKey|mac|tag)\w*(\.Span)?\.SequenceEqual\(", RegexOptions.IgnoreCase)]
    private static partial Regex VariableTime();
}
