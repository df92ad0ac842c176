using System.Security.Cryptography;

namespace PhatSdk.Crypto.Sodium;

/// <summary>
/// The group ristretto255 (RFC 9496) by libsodium, in constant time. Points and scalars are 32 bytes; scalars are below the order unless said otherwise.
/// The identity, 32 zero bytes, is a point like the others here, though libsodium reports it as a failure.
/// </summary>
internal static unsafe class Ristretto255
{
    public const int PointSize = 32;
    public const int ScalarSize = 32;
    public const int WideSize = 64;

    // 2^252 + 27742317777372353535851937790883648493, little-endian.
    private static ReadOnlySpan<byte> Order =>
    [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10,
    ];

    /// <summary>Whether the bytes are the canonical encoding of a point.</summary>
    public static bool IsPoint(ReadOnlySpan<byte> point)
    {
        Check(point.Length);
        fixed (byte* p = point)
        {
            return SodiumNative.crypto_core_ristretto255_is_valid_point(p) == 1;
        }
    }

    /// <summary>Whether the bytes are a scalar below the order; in constant time.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> scalar)
    {
        Check(scalar.Length);
        Span<byte> wide = stackalloc byte[WideSize];
        Span<byte> reduced = stackalloc byte[ScalarSize];
        wide.Clear();
        scalar.CopyTo(wide);
        Reduce(wide, reduced);
        bool equal = CryptographicOperations.FixedTimeEquals(scalar, reduced);
        CryptographicOperations.ZeroMemory(wide);
        CryptographicOperations.ZeroMemory(reduced);
        return equal;
    }

    /// <summary>Whether the bytes, which are public, are a scalar below the order; in a time that depends on them.</summary>
    public static bool IsPublicScalar(ReadOnlySpan<byte> scalar)
    {
        Check(scalar.Length);
        for (int i = ScalarSize - 1; i >= 0; i--)
        {
            if (scalar[i] != Order[i])
            {
                return scalar[i] < Order[i];
            }
        }

        return false;
    }

    /// <summary>The base point times a scalar.</summary>
    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        Check(scalar.Length);
        Check(product.Length);
        product.Clear();
        fixed (byte* n = scalar)
        fixed (byte* q = product)
        {
            // Fails for the scalar zero only, and zeroes are that product.
            _ = SodiumNative.crypto_scalarmult_ristretto255_base(q, n);
        }
    }

    /// <summary>A point times a scalar; false where <paramref name="point"/> encodes none.</summary>
    public static bool TryMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point, Span<byte> product)
    {
        Check(scalar.Length);
        Check(point.Length);
        Check(product.Length);
        fixed (byte* n = scalar)
        fixed (byte* p = point)
        fixed (byte* q = product)
        {
            if (SodiumNative.crypto_scalarmult_ristretto255(q, n, p) == 0)
            {
                return true;
            }
        }

        bool isIdentity = IsPoint(point);
        product.Clear();
        return isIdentity;
    }

    /// <summary>The sum of two points; false where one of them encodes none.</summary>
    public static bool TryAdd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        Check(left.Length);
        Check(right.Length);
        Check(sum.Length);
        fixed (byte* p = left)
        fixed (byte* q = right)
        fixed (byte* r = sum)
        {
            return SodiumNative.crypto_core_ristretto255_add(r, p, q) == 0;
        }
    }

    /// <summary>The difference of two points; false where one of them encodes none.</summary>
    public static bool TrySubtract(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> difference)
    {
        Check(left.Length);
        Check(right.Length);
        Check(difference.Length);
        fixed (byte* p = left)
        fixed (byte* q = right)
        fixed (byte* r = difference)
        {
            return SodiumNative.crypto_core_ristretto255_sub(r, p, q) == 0;
        }
    }

    /// <summary>The point that 64 uniform bytes are mapped to.</summary>
    public static void PointFromUniform(ReadOnlySpan<byte> uniform, Span<byte> point)
    {
        CheckWide(uniform.Length);
        Check(point.Length);
        fixed (byte* u = uniform)
        fixed (byte* p = point)
        {
            _ = SodiumNative.crypto_core_ristretto255_from_hash(p, u);
        }
    }

    /// <summary>A number of 64 bytes, modulo the order.</summary>
    public static void Reduce(ReadOnlySpan<byte> wide, Span<byte> scalar)
    {
        CheckWide(wide.Length);
        Check(scalar.Length);
        fixed (byte* s = wide)
        fixed (byte* r = scalar)
        {
            SodiumNative.crypto_core_ristretto255_scalar_reduce(r, s);
        }
    }

    /// <summary>The sum of two scalars, modulo the order.</summary>
    public static void AddScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        Check(left.Length);
        Check(right.Length);
        Check(sum.Length);
        fixed (byte* x = left)
        fixed (byte* y = right)
        fixed (byte* z = sum)
        {
            SodiumNative.crypto_core_ristretto255_scalar_add(z, x, y);
        }
    }

    /// <summary>The difference of two scalars, modulo the order.</summary>
    public static void SubtractScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> difference)
    {
        Check(left.Length);
        Check(right.Length);
        Check(difference.Length);
        fixed (byte* x = left)
        fixed (byte* y = right)
        fixed (byte* z = difference)
        {
            SodiumNative.crypto_core_ristretto255_scalar_sub(z, x, y);
        }
    }

    /// <summary>The product of two scalars, modulo the order.</summary>
    public static void MultiplyScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> product)
    {
        Check(left.Length);
        Check(right.Length);
        Check(product.Length);
        fixed (byte* x = left)
        fixed (byte* y = right)
        fixed (byte* z = product)
        {
            SodiumNative.crypto_core_ristretto255_scalar_mul(z, x, y);
        }
    }

    private static void Check(int length) => ArgumentOutOfRangeException.ThrowIfNotEqual(length, PointSize);

    private static void CheckWide(int length) => ArgumentOutOfRangeException.ThrowIfNotEqual(length, WideSize);
}
