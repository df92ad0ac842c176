using System.Security.Cryptography;

namespace PhatSdk.Crypto.Secrets;

public static partial class Mnemonic
{
    /// <summary>The size in bytes of the seed that BIP-39 makes of a phrase.</summary>
    public const int Bip39SeedSize = 64;

    /// <summary>
    /// The seed that BIP-39 makes of a phrase's words, as wallets of Ethereum and Bitcoin do: PBKDF2-HMAC-SHA-512 of the words with a space between two, 2048 rounds,
    /// salted with <c>mnemonic</c> and the password. Substrate makes another one: <see cref="DeriveSeed"/>.
    /// </summary>
    /// <param name="entropy">The phrase's entropy (<see cref="ToEntropy"/>): 16, 20, 24, 28 or 32 bytes.</param>
    /// <param name="password">The password in UTF-8 and in Unicode's form NFKD, as BIP-39 has it. Empty for none.</param>
    /// <param name="seed">Where the seed goes: exactly <see cref="Bip39SeedSize"/> bytes. The caller overwrites it after use.</param>
    /// <param name="words">The phrase's list of words, which decides of the seed here; null for <see cref="WordList.English"/>.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public static void DeriveBip39Seed(ReadOnlySpan<byte> entropy, ReadOnlySpan<byte> password, Span<byte> seed, WordList? words = null)
    {
        if (seed.Length != Bip39SeedSize)
        {
            throw new ArgumentException($"a seed of BIP-39 has {Bip39SeedSize} bytes, not {seed.Length}", nameof(seed));
        }

        words ??= WordList.English;
        using SecretBuffer phrase = new(LongestPhrase(words));
        int length = WritePhrase(entropy, words, isNormalized: true, phrase.Span);
        DeriveSalted(phrase.Span[..length], password, seed);
    }

    private static void DeriveSalted(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, Span<byte> seed)
    {
        ReadOnlySpan<byte> prefix = "mnemonic"u8;
        using SecretBuffer salt = new(prefix.Length + password.Length);
        prefix.CopyTo(salt.Span);
        password.CopyTo(salt.Span[prefix.Length..]);
        Rfc2898DeriveBytes.Pbkdf2(secret, salt.Span, seed, Rounds, HashAlgorithmName.SHA512);
    }
}
