using System.Globalization;

namespace PhatSdk.Crypto.Sodium;

/// <summary>Scrypt (RFC 7914) by libsodium. Memory grows with cost and block size, so that callers bound both.</summary>
internal static unsafe class Scrypt
{
    /// <summary>Derives a key; takes 128 × <paramref name="cost"/> × <paramref name="blockSize"/> bytes of memory.</summary>
    /// <exception cref="InsufficientMemoryException">The memory is not to be had.</exception>
    public static void Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, uint cost, uint blockSize, uint parallelism, Span<byte> key)
    {
        fixed (byte* p = password)
        fixed (byte* s = salt)
        fixed (byte* k = key)
        {
            if (SodiumNative.crypto_pwhash_scryptsalsa208sha256_ll(
                p, (nuint)password.Length, s, (nuint)salt.Length, cost, blockSize, parallelism, k, (nuint)key.Length) != 0)
            {
                throw new InsufficientMemoryException(
                    string.Create(CultureInfo.InvariantCulture, $"scrypt needs {128UL * cost * blockSize} bytes of memory, which are not to be had"));
            }
        }
    }
}
