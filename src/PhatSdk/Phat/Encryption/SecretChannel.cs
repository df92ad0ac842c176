using System.Security.Cryptography;
using PhatSdk.Crypto;

namespace PhatSdk.Phat.Encryption;

/// <summary>Seals bytes to one peer, and opens what that peer sealed. Dispose of it: it holds a key.</summary>
/// <remarks>
/// AES-256-GCM without associated data, under the encoding of the Ristretto point on which both sr25519 keys agree, as
/// Phala-Network/phala-blockchain does in <c>crates/phala-crypto/src/{ecdh,aead}.rs</c>. Not for use by many threads at once.
/// </remarks>
public sealed class SecretChannel : IDisposable
{
    private const int KeySize = 32;

    private readonly AesGcm _cipher;
    private readonly byte[] _publicKey;

    /// <summary>Creates a channel from a key of one's own to a peer's.</summary>
    /// <param name="own">One's own sr25519 key; stays the caller's.</param>
    /// <param name="peerPublicKey">The peer's sr25519 key: 32 bytes.</param>
    /// <exception cref="CryptographicException"><paramref name="peerPublicKey"/> is no key.</exception>
    public SecretChannel(Keypair own, ReadOnlySpan<byte> peerPublicKey)
    {
        ArgumentNullException.ThrowIfNull(own);
        Span<byte> key = stackalloc byte[KeySize];
        try
        {
            Ecdh.Agree(own, peerPublicKey, key);
            _cipher = new AesGcm(key, EncryptedData.TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _publicKey = own.PublicKey.ToArray();
    }

    /// <summary>Creates a channel from a key that is made for it and forgotten with it.</summary>
    /// <param name="peerPublicKey">The peer's sr25519 key: 32 bytes.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="CryptographicException"><paramref name="peerPublicKey"/> is no key.</exception>
    public static SecretChannel Create(ReadOnlySpan<byte> peerPublicKey)
    {
        using Keypair ephemeral = Keypair.Generate();
        return new SecretChannel(ephemeral, peerPublicKey);
    }

    /// <summary>Seals bytes.</summary>
    /// <param name="plaintext">The bytes.</param>
    /// <returns>The sealed bytes, under a new initialization vector.</returns>
    public EncryptedData Seal(ReadOnlySpan<byte> plaintext)
    {
        byte[] iv = RandomNumberGenerator.GetBytes(EncryptedData.IvSize);
        return Seal(plaintext, iv);
    }

    /// <summary>Opens sealed bytes.</summary>
    /// <param name="data">The sealed bytes.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="CryptographicException">Neither the peer nor this channel sealed them, or they were damaged.</exception>
    public byte[] Open(EncryptedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int size = data.Data.Length - EncryptedData.TagSize;
        if (size < 0)
        {
            throw new CryptographicException($"{data.Data.Length} sealed bytes are too few for a tag of {EncryptedData.TagSize}");
        }

        byte[] plaintext = new byte[size];
        _cipher.Decrypt(data.Iv.Span, data.Data.Span[..size], data.Data.Span[size..], plaintext);
        return plaintext;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();

    internal EncryptedData Seal(ReadOnlySpan<byte> plaintext, byte[] iv)
    {
        byte[] data = new byte[plaintext.Length + EncryptedData.TagSize];
        _cipher.Encrypt(iv, plaintext, data.AsSpan(0, plaintext.Length), data.AsSpan(plaintext.Length));
        return new EncryptedData(iv, _publicKey, data);
    }
}
