using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary>What keys and what they sign are read from.</summary>
internal static class KeyTargets
{
    private const string Phrase = "test test test test test test test test test test test junk";

    public static FuzzTarget CreateForKeystores(string name) => new(name, [.. Directory.EnumerateFiles(Fixtures.Path("keystores"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)], DecodeKeystore, typeof(FormatException))
    {
        Tokens = [Corpus.Utf8("\"none\""), Corpus.Utf8("\"sr25519\""), Corpus.Utf8("\"ethereum\""), Corpus.Utf8("\"version\":\"3\"")],
    };

    public static FuzzTarget CreateForPaths(string name) => new(name, [Corpus.Utf8("m"), Corpus.Utf8("m/44'/60'/0'/0/0"), Corpus.Utf8("m/0h/1H/2147483647'")], DecodePath, typeof(FormatException))
    {
        Tokens = [Corpus.Utf8("/"), Corpus.Utf8("'"), Corpus.Utf8("2147483648"), Corpus.Utf8("\u0663")],
    };

    public static FuzzTarget CreateForTypedData(string name) => new(
        name, [.. Corpus.Texts("typed-data.json").Where(text => text.StartsWith("{\"types\"", StringComparison.Ordinal) && text.Length < 1500).Select(Corpus.Utf8)], DecodeTypedData, typeof(FormatException))
    {
        Tokens = [Corpus.Utf8("[]"), Corpus.Utf8("uint256"), Corpus.Utf8("bytes32"), Corpus.Utf8("\"0x\""), Corpus.Utf8("EIP712Domain"), Corpus.Utf8("\\ud800")],
    };

    public static FuzzTarget CreateForWordLists(string name) => new(
        name, [Corpus.Utf8(string.Join('\n', Enumerable.Range(0, WordList.Count).Select(i => WordList.English[i])))], DecodeWordList, typeof(FormatException), typeof(PlatformNotSupportedException))
    {
        Tokens = [Corpus.Utf8("\n"), Corpus.Utf8("\r\n"), Corpus.Utf8("\ufeff"), Corpus.Utf8("\u3000"), Corpus.Utf8("é")],
    };

    private static void DecodeKeystore(byte[] input)
    {
        using JsonKeystore keystore = JsonKeystore.Parse(Corpus.Text(input));
        using JsonKeystore again = JsonKeystore.Parse(keystore.ToJson());
        if (again.ToString() != keystore.ToString() || again.Name != keystore.Name)
        {
            throw new InvalidOperationException("the keystore's text is another one's");
        }

        // A password would cost half a second each time.
        if (!keystore.IsEncrypted)
        {
            using Keypair keypair = keystore.Open("");
        }
    }

    private static void DecodePath(byte[] input)
    {
        using Keypair keypair = Keypair.FromEthereumMnemonic(Phrase, Corpus.Text(input));
    }

    private static void DecodeTypedData(byte[] input)
    {
        TypedData data = TypedData.Parse(Corpus.Text(input));
        if (data.Hash != Keccak256.Hash(data.Payload.Span) || data.EncodeType(data.PrimaryType).Length == 0)
        {
            throw new InvalidOperationException("the hash is not the payload's");
        }
    }

    private static void DecodeWordList(byte[] input)
    {
        WordList words = WordList.Parse(Corpus.Text(input), "fuzzed");
        for (int i = 0; i < WordList.Count; i++)
        {
            if (words.IndexOf(words[i]) != i)
            {
                throw new InvalidOperationException($"word {i} is not found");
            }
        }
    }
}
