using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// ECDSA on secp256k1 over BLAKE2b-256 as <c>sp-core</c> has it: keys of 33 bytes (compressed), signatures of 65 (r, s, recovery number 0 to 3); RFC 6979, s in the lower half.
/// An account is the BLAKE2b-256 hash of the public key. Hard junctions only.
/// </summary>
/// <remarks>
/// <para><b>Not constant in time:</b> BouncyCastle's arithmetic is not, so who can measure signing closely may learn of the key. Prefer <see cref="Sr25519"/> where there is a choice.
/// Its big integers also leave copies of secrets on the heap.</para>
/// <para>Stricter than <c>sp-core</c> in one point: a signature whose s is in the upper half is refused, so that nobody can make a second one of a first.
/// <see cref="HostCrypto.VerifyEcdsa"/> takes it, as chains do. Verification recovers the key, so the recovery number has to be right.</para>
/// <para>A hash at or above the group's order, which nobody has ever seen, goes reduced into RFC 6979, as with <c>sp-core</c>; the crate <c>k256</c> signs otherwise there.</para>
/// </remarks>
public sealed class Ecdsa : SignatureAlgorithm
{
    internal Ecdsa()
        : base(SignatureScheme.Ecdsa, Secp256k1.CompressedSize, Secp256k1.SignatureSize, Secp256k1.SecretKeySize)
    {
    }

    internal override void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> secretKey)
    {
        if (!Secp256k1.IsSecretKey(seed))
        {
            throw new ArgumentException("the seed is no secret key of secp256k1: it is zero, or not below the order", nameof(seed));
        }

        seed.CopyTo(secretKey);
    }

    internal override void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey) => Secp256k1.PublicKeyOf(secretKey, publicKey);

    internal override AccountId AccountIdOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> account = stackalloc byte[AccountId.Size];
        Blake2b.Hash(publicKey, account);
        return new AccountId(account);
    }

    internal override void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Secp256k1.HashSize];
        Blake2b.Hash(message, hash);
        Secp256k1.Sign(secretKey, hash, signature);
    }

    internal override void DeriveHard(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, Span<byte> childSeed) =>
        HashedDerivation.Derive("Secp256k1HDKD"u8, secretKey, chainCode, childSeed);

    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Secp256k1.HasLowS(signature) && HostCrypto.VerifyEcdsa(publicKey, message, signature);
}
