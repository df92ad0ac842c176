using System.Security.Cryptography;
using System.Text;

namespace PhatSdk.Crypto.Secrets;

public static partial class Mnemonic
{
    /// <summary>The size in bytes of the seed that BIP-39 makes of a phrase.</summary>
    public const int Bip39SeedSize = 64;

    // 24 words of eight letters at most, a space between two.
    private const int MaximumPhraseSize = (MaximumWords * 9) - 1;

    /// <summary>
    /// The seed that BIP-39 makes of a phrase's words, as wallets of Ethereum and Bitcoin do: PBKDF2-HMAC-SHA-512 of the words with a space between two, 2048 rounds,
    /// salted with <c>mnemonic</c> and the password. Substrate makes another one: <see cref="DeriveSeed"/>.
    /// </summary>
    /// <param name="entropy">The phrase's entropy (<see cref="ToEntropy"/>): 16, 20, 24, 28 or 32 bytes.</param>
    /// <param name="password">The password in UTF-8 and in Unicode's form NFKD, as BIP-39 has it. Empty for none.</param>
    /// <param name="seed">Where the seed goes: exactly <see cref="Bip39SeedSize"/> bytes. The caller overwrites it after use.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public static void DeriveBip39Seed(ReadOnlySpan<byte> entropy, ReadOnlySpan<byte> password, Span<byte> seed)
    {
        if (seed.Length != Bip39SeedSize)
        {
            throw new ArgumentException($"a seed of BIP-39 has {Bip39SeedSize} bytes, not {seed.Length}", nameof(seed));
        }

        using SecretBuffer phrase = new(MaximumPhraseSize);
        int length = WritePhrase(entropy, phrase.Span);
        DeriveSalted(phrase.Span[..length], password, seed);
    }

    private static int WritePhrase(ReadOnlySpan<byte> entropy, Span<byte> phrase)
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
                phrase[length++] = (byte)' ';
            }

            length += Encoding.ASCII.GetBytes(Words[index], phrase[length..]);
        }

        CryptographicOperations.ZeroMemory(bits);
        return length;
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
