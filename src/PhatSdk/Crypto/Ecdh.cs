using System.Security.Cryptography;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// Key agreement on Ristretto as Phala's workers have it: the compressed product of one's own scalar and the other's public key, nothing hashed
/// (phala-blockchain, <c>crates/phala-crypto</c>, <c>ecdh</c>). Both sides get the same bytes.
/// </summary>
public static class Ecdh
{
    /// <summary>The size of a shared key in bytes.</summary>
    public const int SharedKeySize = Ristretto255.PointSize;

    /// <summary>Agrees on a key.</summary>
    /// <param name="own">An sr25519 keypair.</param>
    /// <param name="publicKey">The other side's public key, 32 bytes.</param>
    /// <param name="sharedKey">Where the shared key goes: exactly 32 bytes. It is secret: the caller overwrites it after use.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    /// <exception cref="CryptographicException">
    /// <paramref name="publicKey"/> is no point of the group, or the identity, with which the key would be zero for everybody (Phala's workers take that one).
    /// </exception>
    /// <exception cref="NotSupportedException"><paramref name="own"/> is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="own"/> is disposed of.</exception>
    public static void Agree(Keypair own, ReadOnlySpan<byte> publicKey, Span<byte> sharedKey)
    {
        ArgumentNullException.ThrowIfNull(own);
        if (publicKey.Length != Ristretto255.PointSize)
        {
            throw new ArgumentException($"an sr25519 public key has {Ristretto255.PointSize} bytes, not {publicKey.Length}", nameof(publicKey));
        }

        if (sharedKey.Length != SharedKeySize)
        {
            throw new ArgumentException($"a shared key has {SharedKeySize} bytes, not {sharedKey.Length}", nameof(sharedKey));
        }

        bool isPoint = Ristretto255.TryMultiply(own.Sr25519SecretKey[..Ristretto255.ScalarSize], publicKey, sharedKey);
        GC.KeepAlive(own);
        if (!isPoint || !publicKey.ContainsAnyExcept((byte)0))
        {
            throw new CryptographicException($"{Hex.Format(publicKey)} is no public key to agree with");
        }
    }
}
