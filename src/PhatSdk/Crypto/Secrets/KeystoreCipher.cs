using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Secrets;

/// <summary>
/// How polkadot-js encrypts a keystore's body: scrypt makes a key of the password, XSalsa20-Poly1305 seals by it.
/// On the wire: salt (32 bytes), N, p, r (32 bits each, little-endian), nonce (24), box.
/// </summary>
internal static class KeystoreCipher
{
    public const int Overhead = NonceEnd + Secretbox.TagSize;

    private const int SaltSize = 32;
    private const int ParametersSize = 3 * sizeof(uint);
    private const int NonceEnd = SaltSize + ParametersSize + Secretbox.NonceSize;
    private const uint DefaultCost = 1 << 17;
    private const uint BlockSize = 8;

    // What polkadot-js takes; the most that any of them needs are 128 MiB.
    private static readonly (uint Cost, uint Parallelism)[] Allowed =
        [(1 << 13, 10), (1 << 14, 5), (1 << 15, 3), (1 << 15, 1), (1 << 16, 2), (DefaultCost, 1)];

    public static byte[] Seal(ReadOnlySpan<byte> body, ReadOnlySpan<char> password)
    {
        byte[] text = new byte[Overhead + body.Length];
        Span<byte> salt = text.AsSpan(0, SaltSize);
        Span<byte> nonce = text.AsSpan(SaltSize + ParametersSize, Secretbox.NonceSize);
        RandomNumberGenerator.Fill(salt);
        RandomNumberGenerator.Fill(nonce);
        BinaryPrimitives.WriteUInt32LittleEndian(text.AsSpan(SaltSize), DefaultCost);
        BinaryPrimitives.WriteUInt32LittleEndian(text.AsSpan(SaltSize + sizeof(uint)), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(text.AsSpan(SaltSize + (2 * sizeof(uint))), BlockSize);
        using SecretBuffer key = KeyOf(password, salt, DefaultCost, 1);
        Secretbox.Seal(body, nonce, key.Span, text.AsSpan(NonceEnd));
        return text;
    }

    public static SecretBuffer Open(ReadOnlySpan<byte> text, ReadOnlySpan<char> password)
    {
        if (text.Length < Overhead)
        {
            throw new FormatException($"the keystore's encrypted bytes are {text.Length}, too few for salt, parameters, nonce and tag ({Overhead})");
        }

        ReadOnlySpan<byte> parameters = text.Slice(SaltSize, ParametersSize);
        uint cost = BinaryPrimitives.ReadUInt32LittleEndian(parameters);
        uint parallelism = BinaryPrimitives.ReadUInt32LittleEndian(parameters[sizeof(uint)..]);
        uint blockSize = BinaryPrimitives.ReadUInt32LittleEndian(parameters[(2 * sizeof(uint))..]);
        if (blockSize != BlockSize || !Allowed.Contains((cost, parallelism)))
        {
            throw new FormatException($"the keystore's scrypt parameters N = {cost}, p = {parallelism}, r = {blockSize} are none of those that polkadot-js takes");
        }

        using SecretBuffer key = KeyOf(password, text[..SaltSize], cost, parallelism);
        SecretBuffer body = new(text.Length - Overhead);
        if (!Secretbox.TryOpen(text[NonceEnd..], text[(NonceEnd - Secretbox.NonceSize)..NonceEnd], key.Span, body.Span))
        {
            body.Dispose();
            throw new CryptographicException("the password is wrong, or the keystore's encrypted bytes are damaged");
        }

        return body;
    }

    // polkadot-js takes 64 bytes from scrypt and uses 32; the first 32 are the same either way.
    private static SecretBuffer KeyOf(ReadOnlySpan<char> password, ReadOnlySpan<byte> salt, uint cost, uint parallelism)
    {
        using SecretBuffer bytes = BytesOf(password);
        SecretBuffer key = new(Secretbox.KeySize);
        Scrypt.Derive(bytes.Span, salt, cost, BlockSize, parallelism, key.Span);
        return key;
    }

    // As polkadot-js: 0x and whole bytes of hexadecimal digits are these bytes, everything else is UTF-8, in which half of a surrogate pair becomes U+FFFD.
    private static SecretBuffer BytesOf(ReadOnlySpan<char> password)
    {
        if (password.StartsWith("0x") && password.Length % 2 == 0)
        {
            SecretBuffer parsed = new((password.Length / 2) - 1);
            if (Hex.TryParse(password, parsed.Span))
            {
                return parsed;
            }

            parsed.Dispose();
        }

        SecretBuffer encoded = new(Encoding.UTF8.GetByteCount(password));
        Encoding.UTF8.GetBytes(password, encoded.Span);
        return encoded;
    }
}
