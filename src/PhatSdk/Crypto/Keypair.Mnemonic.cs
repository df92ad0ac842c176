using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Crypto;

public sealed partial class Keypair
{
    /// <summary>Makes the keypair of a phrase as Substrate does, from its entropy: what <c>FromUri</c> gives for the phrase and <c>///password</c>, of a text that can be overwritten.</summary>
    /// <param name="phrase">The phrase: 12 to 24 words of BIP-39.</param>
    /// <param name="password">The password, which is not normalised; empty for none.</param>
    /// <param name="algorithm">How it signs; <see cref="SignatureAlgorithm.Sr25519"/> by default.</param>
    /// <param name="words">The phrase's list of words; null for <see cref="WordList.English"/>. The entropy decides, so that the key is the same in each language.</param>
    /// <returns>The keypair.</returns>
    /// <exception cref="FormatException"><paramref name="phrase"/> is no phrase, or <paramref name="password"/> holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentException">The seed is no secret key of the scheme; or the key is to be one of Ethereum: <see cref="FromEthereumMnemonic"/> makes those.</exception>
    public static Keypair FromMnemonic(
        ReadOnlySpan<char> phrase, ReadOnlySpan<char> password = default, SignatureAlgorithm? algorithm = null, WordList? words = null)
    {
        if (algorithm is EthereumEcdsa)
        {
            throw new ArgumentException("Ethereum's wallets make other keys of a phrase than Substrate does: FromEthereumMnemonic makes theirs", nameof(algorithm));
        }

        using SecretBuffer entropy = new(Mnemonic.MaximumEntropySize);
        int size = Mnemonic.ToEntropy(phrase, entropy.Span, words);
        using SecretBuffer encoded = SecretText.Encode(password, "the password");
        using SecretBuffer seed = new(SignatureAlgorithm.SeedSize);
        Mnemonic.DeriveSeed(entropy.Span[..size], encoded.Span, seed.Span);
        return FromSeed(seed.Span, algorithm);
    }
}
