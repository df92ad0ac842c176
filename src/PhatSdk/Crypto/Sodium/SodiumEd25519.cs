using System.Runtime.InteropServices;

namespace PhatSdk.Crypto.Sodium;

/// <summary>Ed25519 by libsodium. A secret key is the seed and then the public key, 32 bytes each.</summary>
internal static unsafe class SodiumEd25519
{
    public const int SeedSize = 32;
    public const int PublicKeySize = 32;
    public const int SecretKeySize = 64;
    public const int SignatureSize = 64;

    private const int PointSize = 32;
    private const int Sha512StateSize = 208;

    private static ReadOnlySpan<byte> Identity =>
        [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static void Expand(ReadOnlySpan<byte> seed, Span<byte> secretKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secretKey.Length, SecretKeySize);
        Span<byte> publicKey = stackalloc byte[PublicKeySize];
        fixed (byte* sd = seed)
        fixed (byte* sk = secretKey)
        fixed (byte* pk = publicKey)
        {
            _ = SodiumNative.crypto_sign_ed25519_seed_keypair(pk, sk, sd);
        }
    }

    public static void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secretKey.Length, SecretKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, SignatureSize);
        fixed (byte* sk = secretKey)
        fixed (byte* m = message)
        fixed (byte* sig = signature)
        {
            _ = SodiumNative.crypto_sign_ed25519_detached(sig, null, m, (ulong)message.Length, sk);
        }
    }

    /// <summary>Verifies by libsodium's rules: canonical scalars and keys, no points of small order.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, PublicKeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, SignatureSize);
        fixed (byte* pk = publicKey)
        fixed (byte* m = message)
        fixed (byte* sig = signature)
        {
            return SodiumNative.crypto_sign_ed25519_verify_detached(sig, m, (ulong)message.Length, pk) == 0;
        }
    }

    /// <summary>
    /// Verifies by ZIP-215: the scalar is below the order, both points decode, be it canonically or not, and the equation holds after multiplication by the cofactor.
    /// Small orders and parts of them are taken.
    /// </summary>
    public static bool VerifyZip215(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        // What libsodium takes, ZIP-215 takes too; only what it refuses is looked at once more.
        return Verify(publicKey, message, signature) || VerifyCofactored(publicKey, message, signature);
    }

    // 8·s·B = 8·R + k·(8·A). The points times eight are canonical and of prime order, which libsodium's multiplication asks for.
    private static bool VerifyCofactored(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> commitment = signature[..PointSize];
        ReadOnlySpan<byte> scalar = signature[PointSize..];
        if (!Ristretto255.IsPublicScalar(scalar))
        {
            return false;
        }

        Span<byte> left = stackalloc byte[PointSize];
        Span<byte> right = stackalloc byte[PointSize];
        Span<byte> key = stackalloc byte[PointSize];
        Span<byte> challenge = stackalloc byte[PointSize];
        if (!TryMultiplyByCofactor(commitment, right) || !TryMultiplyByCofactor(publicKey, key))
        {
            return false;
        }

        Challenge(commitment, publicKey, message, challenge);
        MultiplyBase(scalar, left);
        return TryMultiplyByCofactor(left, left)
            && TryMultiply(challenge, key, key)
            && TryAdd(right, key, right)
            && left.SequenceEqual(right);
    }

    private static void Challenge(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> challenge)
    {
        Span<ulong> state = stackalloc ulong[Sha512StateSize / sizeof(ulong)];
        Span<byte> digest = stackalloc byte[Ristretto255.WideSize];
        fixed (byte* st = MemoryMarshal.AsBytes(state))
        fixed (byte* r = commitment)
        fixed (byte* a = publicKey)
        fixed (byte* m = message)
        fixed (byte* h = digest)
        {
            _ = SodiumNative.crypto_hash_sha512_init(st);
            _ = SodiumNative.crypto_hash_sha512_update(st, r, PointSize);
            _ = SodiumNative.crypto_hash_sha512_update(st, a, PointSize);
            _ = SodiumNative.crypto_hash_sha512_update(st, m, (ulong)message.Length);
            _ = SodiumNative.crypto_hash_sha512_final(st, h);
        }

        Ristretto255.Reduce(digest, challenge);
    }

    private static bool TryMultiplyByCofactor(ReadOnlySpan<byte> point, Span<byte> product) =>
        TryAdd(point, point, product) && TryAdd(product, product, product) && TryAdd(product, product, product);

    private static bool TryAdd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        fixed (byte* p = left)
        fixed (byte* q = right)
        fixed (byte* r = sum)
        {
            return SodiumNative.crypto_core_ed25519_add(r, p, q) == 0;
        }
    }

    private static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        fixed (byte* n = scalar)
        fixed (byte* q = product)
        {
            // Fails for the scalar zero only.
            if (SodiumNative.crypto_scalarmult_ed25519_base_noclamp(q, n) != 0)
            {
                Identity.CopyTo(product);
            }
        }
    }

    private static bool TryMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point, Span<byte> product)
    {
        if (point.SequenceEqual(Identity) || !scalar.ContainsAnyExcept((byte)0))
        {
            Identity.CopyTo(product);
            return true;
        }

        fixed (byte* n = scalar)
        fixed (byte* p = point)
        fixed (byte* q = product)
        {
            return SodiumNative.crypto_scalarmult_ed25519_noclamp(q, n, p) == 0;
        }
    }
}
