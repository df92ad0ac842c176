using System.Security.Cryptography;
using System.Text;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Crypto;

public sealed partial class Keypair
{
    /// <summary>The path of the first account in Ethereum's wallets, by BIP-44; the last number counts the accounts.</summary>
    public const string EthereumPath = "m/44'/60'/0'/0/0";

    /// <summary>Makes the Ethereum keypair of a phrase, as Ethereum's wallets do: BIP-39's seed, then BIP-32's derivation by a path.</summary>
    /// <param name="phrase">The phrase: 12 to 24 words of BIP-39.</param>
    /// <param name="path">The path: <c>m</c>, then numbers after slashes, hardened by an apostrophe (or <c>h</c>); <see cref="EthereumPath"/> by default.</param>
    /// <param name="password">BIP-39's password, which is normalised (NFKD); empty for none.</param>
    /// <param name="words">The phrase's list of words, which decides of the key here; null for <see cref="WordList.English"/>.</param>
    /// <returns>The keypair.</returns>
    /// <exception cref="FormatException"><paramref name="phrase"/> is no phrase, <paramref name="path"/> no path, or the password holds half of a surrogate pair.</exception>
    /// <exception cref="CryptographicException">There is no key at the path, which happens once in 2^127 times.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// <paramref name="password"/> holds more than ASCII, and the program runs without Unicode normalisation (<c>InvariantGlobalization</c>): the key would be another one.
    /// </exception>
    public static Keypair FromEthereumMnemonic(ReadOnlySpan<char> phrase, string path = EthereumPath, ReadOnlySpan<char> password = default, WordList? words = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SecretBuffer entropy = new(Mnemonic.MaximumEntropySize);
        int size = Mnemonic.ToEntropy(phrase, entropy.Span, words);
        using SecretBuffer normalized = Normalize(password);
        using SecretBuffer seed = new(Mnemonic.Bip39SeedSize);
        using SecretBuffer node = new(Bip32.NodeSize);
        Mnemonic.DeriveBip39Seed(entropy.Span[..size], normalized.Span, seed.Span, words);
        Bip32.Derive(seed.Span, path, node.Span);
        return FromSeed(node.Span[..SignatureAlgorithm.SeedSize], SignatureAlgorithm.Ethereum);
    }

    private static SecretBuffer Normalize(ReadOnlySpan<char> password)
    {
        if (Ascii.IsValid(password))
        {
            return SecretText.Encode(password, "the password");
        }

        if (!SecretText.CanNormalize)
        {
            throw new PlatformNotSupportedException("the password holds more than ASCII, which this program cannot normalise as BIP-39 asks (InvariantGlobalization)");
        }

        using SecretText normalized = SecretText.Normalize(password, "the password");
        return SecretText.Encode(normalized.Span, "the password");
    }
}
