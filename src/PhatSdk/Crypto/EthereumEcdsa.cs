using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// ECDSA on secp256k1 over Keccak-256, as Ethereum signs: keys of 33 bytes (compressed), signatures of 65 (r, s, recovery number 0 or 1); RFC 6979, s in the lower half.
/// The message is hashed as it is: <see cref="Eip191"/> frames text first, as wallets do. Keys have no junctions.
/// </summary>
/// <remarks>
/// <para>A keypair's account is the one that Phala maps its address to (<see cref="EthereumAddress.ToPhalaAccountId"/>).</para>
/// <para><b>Not constant in time</b>, as <see cref="Ecdsa"/>.</para>
/// </remarks>
public sealed class EthereumEcdsa : SignatureAlgorithm
{
    internal EthereumEcdsa()
        : base(SignatureScheme.Ethereum, Secp256k1.CompressedSize, Secp256k1.SignatureSize, Secp256k1.SecretKeySize)
    {
    }

    internal override void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> secretKey) => Ecdsa.ExpandSeed(seed, secretKey);

    internal override void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey) => Secp256k1.PublicKeyOf(secretKey, publicKey);

    internal override AccountId AccountIdOf(ReadOnlySpan<byte> publicKey) => EthereumAddress.FromPublicKey(publicKey).ToPhalaAccountId();

    internal override void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Secp256k1.HashSize];
        Keccak256.Hash(message, hash);
        Secp256k1.Sign(secretKey, hash, signature);
    }

    internal override void DeriveHard(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, Span<byte> childSeed) =>
        throw new ArgumentException("Ethereum keys have no junctions", nameof(chainCode));

    internal override void DeriveSoft(
        ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode, Span<byte> childSecretKey) =>
        throw new ArgumentException("Ethereum keys have no junctions", nameof(chainCode));

    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Secp256k1.HashSize];
        Span<byte> uncompressed = stackalloc byte[Secp256k1.UncompressedSize];
        Span<byte> compressed = stackalloc byte[Secp256k1.CompressedSize];
        Keccak256.Hash(message, hash);
        if (!Secp256k1.HasLowS(signature) || Secp256k1.Recover(signature, signature[^1], hash, uncompressed) is not EcdsaRecovery.Recovered)
        {
            return false;
        }

        Secp256k1.Compress(uncompressed, compressed);
        return compressed.SequenceEqual(publicKey);
    }
}
