using System.Diagnostics;
using System.Security.Cryptography;
using PhatSdk.Crypto.Schnorr;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Crypto.Sodium;

namespace PhatSdk.Crypto;

public sealed partial class Keypair
{
    // Who uses it keeps this object alive until then.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ReadOnlySpan<byte> Sr25519SecretKey => _algorithm is Sr25519
        ? _secretKey.Span
        : throw new NotSupportedException($"this is a key of {Scheme}; the operation is one of sr25519");

    // Who uses it keeps this object alive until then.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ReadOnlySpan<byte> SecretKey => _secretKey.Span;

    /// <summary>Makes the sr25519 keypair of a whole secret key.</summary>
    /// <param name="secretKey">64 bytes: the scalar, then the nonce.</param>
    /// <param name="form">How the scalar is written.</param>
    /// <returns>The keypair; it has no seed.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="secretKey"/> has another length, or its scalar is zero, or not below the order; or, in the form of Ed25519, no multiple of eight
    /// (schnorrkel drops the rest, and would give back another key than it was given).
    /// </exception>
    public static Keypair FromSecretKey(ReadOnlySpan<byte> secretKey, SecretKeyForm form = SecretKeyForm.Canonical)
    {
        if (secretKey.Length != Schnorrkel.SecretKeySize)
        {
            throw new ArgumentException($"an sr25519 secret key has {Schnorrkel.SecretKeySize} bytes, not {secretKey.Length}", nameof(secretKey));
        }

        SecretBuffer key = new(secretKey);
        Span<byte> scalar = key.Span[..Ristretto255.ScalarSize];
        bool isMultiple = true;
        if (form is SecretKeyForm.Ed25519)
        {
            isMultiple = (scalar[0] & 7) == 0;
            Schnorrkel.DivideByCofactor(scalar);
        }

        if (!isMultiple || !Ristretto255.IsScalar(scalar) || CryptographicOperations.FixedTimeEquals(scalar, stackalloc byte[Ristretto255.ScalarSize]))
        {
            key.Dispose();
            throw new ArgumentException($"the first half is no scalar of sr25519 in the form {form}", nameof(secretKey));
        }

        return new Keypair(SignatureAlgorithm.Sr25519, key, seed: null);
    }

    /// <summary>
    /// Makes the sr25519 keypair of a mini secret in schnorrkel's other mode, <c>ExpansionMode::Uniform</c>, which Substrate does not use: <see cref="FromSeed"/> gives Substrate's.
    /// </summary>
    /// <param name="miniSecret">32 bytes.</param>
    /// <returns>The keypair; it has no seed, which would give another one.</returns>
    /// <exception cref="ArgumentException"><paramref name="miniSecret"/> has another length.</exception>
    public static Keypair FromUniformMiniSecret(ReadOnlySpan<byte> miniSecret)
    {
        if (miniSecret.Length != Schnorrkel.MiniSecretSize)
        {
            throw new ArgumentException($"a mini secret has {Schnorrkel.MiniSecretSize} bytes, not {miniSecret.Length}", nameof(miniSecret));
        }

        SecretBuffer key = new(Schnorrkel.SecretKeySize);
        Schnorrkel.ExpandUniform(miniSecret, key.Span);
        return new Keypair(SignatureAlgorithm.Sr25519, key, seed: null);
    }

    /// <summary>Writes the secret key of an sr25519 keypair out. The caller overwrites it after use.</summary>
    /// <param name="destination">Where it goes: exactly 64 bytes.</param>
    /// <param name="form">How the scalar is written; the canonical form is what Phala's key derivation takes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    /// <exception cref="NotSupportedException">The keypair is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public void ExportSecretKey(Span<byte> destination, SecretKeyForm form = SecretKeyForm.Canonical)
    {
        if (destination.Length != Schnorrkel.SecretKeySize)
        {
            throw new ArgumentException($"an sr25519 secret key has {Schnorrkel.SecretKeySize} bytes, not {destination.Length}", nameof(destination));
        }

        Sr25519SecretKey.CopyTo(destination);
        GC.KeepAlive(this);
        if (form is SecretKeyForm.Ed25519)
        {
            Schnorrkel.MultiplyByCofactor(destination[..Ristretto255.ScalarSize]);
        }
    }

    /// <summary>Writes the seed out, where the keypair was made of one: all but soft children and imported secret keys. The caller overwrites it after use.</summary>
    /// <param name="destination">Where it goes: exactly 32 bytes.</param>
    /// <returns>Whether there is a seed.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public bool TryExportSeed(Span<byte> destination)
    {
        if (destination.Length != SignatureAlgorithm.SeedSize)
        {
            throw new ArgumentException($"a seed has {SignatureAlgorithm.SeedSize} bytes, not {destination.Length}", nameof(destination));
        }

        _seed?.Span.CopyTo(destination);
        GC.KeepAlive(this);
        return _seed is not null;
    }
}
