using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Utilities;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>ECDSA on secp256k1 by BouncyCastle, with recovery, by the rules of libsecp256k1. Not constant in time. Lengths are the caller's care.</summary>
internal static class Secp256k1
{
    public const int SecretKeySize = 32;
    public const int CompressedSize = 33;
    public const int UncompressedSize = 65;
    public const int SignatureSize = 65;
    public const int HashSize = 32;

    private const int ScalarSize = 32;
    private const byte OddBit = 1;
    private const byte OverflowBit = 2;

    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");
    private static readonly BigInteger Order = Parameters.N;
    private static readonly BigInteger HalfOrder = Parameters.N.ShiftRight(1);
    private static readonly BigInteger FieldPrime = Parameters.Curve.Field.Characteristic;

    /// <summary>Whether the bytes are a secret key: neither zero nor the order or above.</summary>
    public static bool IsSecretKey(ReadOnlySpan<byte> secretKey)
    {
        BigInteger scalar = new(1, secretKey);
        return scalar.SignValue > 0 && scalar.CompareTo(Order) < 0;
    }

    /// <summary>The sum of a secret key and a number, modulo the order; false where the number is not below the order, or the sum is zero.</summary>
    public static bool TryAddSecretKeys(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> addend, Span<byte> sum)
    {
        BigInteger number = new(1, addend);
        BigInteger result = new BigInteger(1, secretKey).Add(number).Mod(Order);
        if (number.CompareTo(Order) >= 0 || result.SignValue == 0)
        {
            return false;
        }

        BigIntegers.AsUnsignedByteArray(result, sum);
        return true;
    }

    /// <summary>The public key in its compressed form.</summary>
    public static void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> compressed) =>
        MultiplyBase(new BigInteger(1, secretKey)).EncodeTo(compressed: true, compressed);

    /// <summary>Any encoding of a point that libsecp256k1 takes (33 or 65 bytes, the hybrid form among them) as coordinates; false for others.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> encoded, Span<byte> uncompressed)
    {
        if (encoded.Length is not (CompressedSize or UncompressedSize))
        {
            return false;
        }

        try
        {
            Parameters.Curve.DecodePoint(encoded.ToArray()).EncodeTo(compressed: false, uncompressed);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The compressed form of coordinates that <see cref="TryDecompress"/> or <see cref="Recover"/> gave.</summary>
    public static void Compress(ReadOnlySpan<byte> uncompressed, Span<byte> compressed)
    {
        compressed[0] = (byte)(2 | (uncompressed[^1] & OddBit));
        uncompressed.Slice(1, ScalarSize).CopyTo(compressed[1..]);
    }

    /// <summary>Signs a hash: RFC 6979 with SHA-256, s in the lower half, the recovery number last.</summary>
    public static void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        BigInteger secret = new(1, secretKey);
        BigInteger number = new(1, hash);
        HMacDsaKCalculator nonces = new(new Sha256Digest());
        nonces.Init(Order, secret, hash.ToArray());
        BigInteger r;
        BigInteger s;
        byte recovery;
        do
        {
            BigInteger nonce = nonces.NextK();
            ECPoint commitment = MultiplyBase(nonce);
            BigInteger x = commitment.AffineXCoord.ToBigInteger();
            r = x.Mod(Order);
            s = BigIntegers.ModOddInverse(Order, nonce).Multiply(number.Add(secret.Multiply(r))).Mod(Order);
            recovery = (byte)((commitment.AffineYCoord.TestBitZero() ? OddBit : 0) | (x.CompareTo(Order) >= 0 ? OverflowBit : 0));
        }
        while (r.SignValue == 0 || s.SignValue == 0);

        if (s.CompareTo(HalfOrder) > 0)
        {
            s = Order.Subtract(s);
            recovery ^= OddBit;
        }

        BigIntegers.AsUnsignedByteArray(r, signature[..ScalarSize]);
        BigIntegers.AsUnsignedByteArray(s, signature.Slice(ScalarSize, ScalarSize));
        signature[^1] = recovery;
    }

    /// <summary>Whether s is in the lower half, where signers put it.</summary>
    public static bool HasLowS(ReadOnlySpan<byte> signature) => new BigInteger(1, signature.Slice(ScalarSize, ScalarSize)).CompareTo(HalfOrder) <= 0;

    /// <summary>Recovers the public key from a signature whose recovery number, 0 to 3, is given apart; s may be in either half.</summary>
    public static EcdsaRecovery Recover(ReadOnlySpan<byte> signature, byte recovery, ReadOnlySpan<byte> hash, Span<byte> uncompressed)
    {
        if (recovery > (OddBit | OverflowBit))
        {
            return EcdsaRecovery.BadV;
        }

        BigInteger r = new(1, signature[..ScalarSize]);
        BigInteger s = new(1, signature.Slice(ScalarSize, ScalarSize));
        if (r.CompareTo(Order) >= 0 || s.CompareTo(Order) >= 0)
        {
            return EcdsaRecovery.BadRs;
        }

        BigInteger x = (recovery & OverflowBit) != 0 ? r.Add(Order) : r;
        if (r.SignValue == 0 || s.SignValue == 0 || x.CompareTo(FieldPrime) >= 0)
        {
            return EcdsaRecovery.BadSignature;
        }

        Span<byte> encoded = stackalloc byte[CompressedSize];
        encoded[0] = (byte)(2 | (recovery & OddBit));
        BigIntegers.AsUnsignedByteArray(x, encoded[1..]);
        ECPoint commitment;
        try
        {
            commitment = Parameters.Curve.DecodePoint(encoded.ToArray());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return EcdsaRecovery.BadSignature;
        }

        BigInteger inverse = BigIntegers.ModOddInverse(Order, r);
        BigInteger ofCommitment = s.Multiply(inverse).Mod(Order);
        BigInteger ofBase = Order.Subtract(new BigInteger(1, hash).Mod(Order)).Multiply(inverse).Mod(Order);
        ECPoint key = ECAlgorithms.SumOfTwoMultiplies(Parameters.G, ofBase, commitment, ofCommitment).Normalize();
        if (key.IsInfinity)
        {
            return EcdsaRecovery.BadSignature;
        }

        key.EncodeTo(compressed: false, uncompressed);
        return EcdsaRecovery.Recovered;
    }

    private static ECPoint MultiplyBase(BigInteger scalar) => new FixedPointCombMultiplier().Multiply(Parameters.G, scalar).Normalize();
}
