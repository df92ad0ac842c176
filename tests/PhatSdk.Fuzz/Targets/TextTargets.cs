using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Fuzz.Targets;

/// <summary>Text that people write.</summary>
internal static class TextTargets
{
    public static FuzzTarget CreateForPrimitives(string name) =>
        new(name, [.. Corpus.Texts("rust/hashes.json").Where(text => text.Length < 4096).Append("0x00000000").Append("0x" + new string('0', 64)).Select(Corpus.Utf8)], DecodePrimitives)
        {
            Tokens = [[(byte)'0', (byte)'x']],
        };

    public static FuzzTarget CreateForAddresses(string name) => new(name, Seeds("rust/suri.json", text => text.Length is > 20 and < 60), DecodeAddress);

    public static FuzzTarget CreateForSecretUris(string name) => new(name, Seeds("rust/suri.json", text => text.Length < 500), DecodeSecretUri, typeof(FormatException))
    {
        Tokens = [Corpus.Utf8("/"), Corpus.Utf8("//"), Corpus.Utf8("///"), Corpus.Utf8("0x"), Corpus.Utf8("//18446744073709551615"), Corpus.Utf8("é")],
    };

    public static FuzzTarget CreateForMnemonics(string name) => new(name, Seeds("rust/bip39.json", text => text.Contains(' ', StringComparison.Ordinal)), DecodeMnemonic, typeof(FormatException))
    {
        Tokens = [Corpus.Utf8(" "), Corpus.Utf8("abandon "), Corpus.Utf8("zoo "), Corpus.Utf8("\u3000"), Corpus.Utf8("é")],
    };

    private static byte[][] Seeds(string file, Func<string, bool> isTaken) => [.. Corpus.Texts(file).Where(isTaken).Select(Corpus.Utf8)];

    private static void DecodePrimitives(byte[] input)
    {
        string text = Corpus.Text(input);
        Agree("Hex", Hex.TryParse(text, out byte[]? bytes), () => Hex.Parse(text));
        Agree("AccountId", AccountId.TryParse(text, null, out _), () => AccountId.Parse(text));
        Agree("Hash256", Hash256.TryParse(text, null, out _), () => Hash256.Parse(text));
        Agree("CodeHash", CodeHash.TryParse(text, null, out _), () => CodeHash.Parse(text));
        Agree("Selector", bytes?.Length == 4, () => Selector.Parse(text));
        if (bytes is not null && !Hex.Format(bytes).AsSpan(2).Equals(text.AsSpan(text.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("the bytes' text is another one");
        }
    }

    private static void DecodeAddress(byte[] input)
    {
        string text = Corpus.Text(input);
        bool isParsed = Ss58Address.TryParse(text, out AccountId account, out Ss58Prefix prefix);
        Agree("Ss58Address", isParsed, () => Ss58Address.Parse(text));
        if (Ss58Address.TryParseRaw(text, out byte[]? raw, out Ss58Prefix rawPrefix) && Ss58Address.FormatRaw(raw, rawPrefix) != text)
        {
            throw new InvalidOperationException("the bytes' address is another one");
        }

        Agree("EthereumAddress", EthereumAddress.TryParse(text, null, out _), () => EthereumAddress.Parse(text));
        if (isParsed && Ss58Address.Format(account, prefix) != text)
        {
            throw new InvalidOperationException("the account's address is another one");
        }
    }

    private static void DecodeSecretUri(byte[] input)
    {
        using SecretUri uri = SecretUri.Parse(Corpus.Text(input));
    }

    private static void DecodeMnemonic(byte[] input)
    {
        string phrase = Corpus.Text(input);
        byte[] entropy = new byte[Mnemonic.MaximumEntropySize];
        int size = Mnemonic.ToEntropy(phrase, entropy);
        if (!Mnemonic.IsValid(Mnemonic.FromEntropy(entropy.AsSpan(0, size))))
        {
            throw new InvalidOperationException("the entropy's phrase is none");
        }
    }

    /// <summary>Whatever <c>TryParse</c> takes <c>Parse</c> takes too, and refuses all else by <see cref="FormatException"/>.</summary>
    private static void Agree(string type, bool isParsed, Action parse)
    {
        try
        {
            parse();
        }
        catch (FormatException) when (!isParsed)
        {
            return;
        }

        if (!isParsed)
        {
            throw new InvalidOperationException($"{type}: Parse takes what TryParse refuses");
        }
    }
}
