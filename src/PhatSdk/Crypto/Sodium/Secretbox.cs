namespace PhatSdk.Crypto.Sodium;

/// <summary>XSalsa20 with Poly1305 by libsodium, as NaCl's <c>secretbox</c>: the tag of 16 bytes, then as many bytes as the message has.</summary>
internal static unsafe class Secretbox
{
    public const int KeySize = 32;
    public const int NonceSize = 24;
    public const int TagSize = 16;

    public static void Seal(ReadOnlySpan<byte> message, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key, Span<byte> box)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(box.Length, message.Length + TagSize);
        fixed (byte* m = message)
        fixed (byte* n = nonce)
        fixed (byte* k = key)
        fixed (byte* c = box)
        {
            _ = SodiumNative.crypto_secretbox_easy(c, m, (ulong)message.Length, n, k);
        }
    }

    /// <summary>Opens a box; false, and nothing written, where its tag is not the key's.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> box, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key, Span<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(box.Length, message.Length + TagSize);
        fixed (byte* m = message)
        fixed (byte* n = nonce)
        fixed (byte* k = key)
        fixed (byte* c = box)
        {
            return SodiumNative.crypto_secretbox_open_easy(m, c, (ulong)box.Length, n, k) == 0;
        }
    }
}
