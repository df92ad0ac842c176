namespace PhatSdk.Crypto.Sodium;

/// <summary>BLAKE2b without a key by libsodium, which takes the vector instructions that the processor has.</summary>
internal static unsafe class GenericHash
{
    public const int MaximumSize = 64;

    /// <summary>Hashes; the digest's length, 1 to 64 bytes, is <paramref name="destination"/>'s, and part of what is hashed.</summary>
    public static void Blake2b(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        fixed (byte* input = data)
        fixed (byte* output = destination)
        {
            if (SodiumNative.crypto_generichash_blake2b(output, (nuint)destination.Length, input, (ulong)data.Length, null, 0) != 0)
            {
                throw new ArgumentException($"a BLAKE2b digest has 1 to {MaximumSize} bytes, not {destination.Length}", nameof(destination));
            }
        }
    }
}
