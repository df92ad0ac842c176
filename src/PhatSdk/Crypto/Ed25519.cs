using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// Ed25519 (RFC 8032) by libsodium: keys of 32 bytes, signatures of 64. Signing is deterministic and runs in constant time. Hard junctions only.
/// </summary>
/// <remarks>
/// Verification is libsodium's: keys of small order and encodings that are not canonical are refused. Chains take more, by ZIP-215: <see cref="HostCrypto.VerifyEd25519"/>.
/// Signatures that honest signers make pass both.
/// </remarks>
public sealed class Ed25519 : SignatureAlgorithm
{
    internal Ed25519()
        : base(SignatureScheme.Ed25519, SodiumEd25519.PublicKeySize, SodiumEd25519.SignatureSize, SodiumEd25519.SecretKeySize)
    {
    }

    internal override void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> secretKey) => SodiumEd25519.Expand(seed, secretKey);

    internal override void PublicKeyOf(ReadOnlySpan<byte> secretKey, Span<byte> publicKey) => secretKey[SeedSize..].CopyTo(publicKey);

    internal override AccountId AccountIdOf(ReadOnlySpan<byte> publicKey) => new(publicKey);

    internal override void Sign(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature) =>
        SodiumEd25519.Sign(secretKey, message, signature);

    internal override void DeriveHard(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> chainCode, Span<byte> childSeed) =>
        HashedDerivation.Derive("Ed25519HDKD"u8, secretKey[..SeedSize], chainCode, childSeed);

    private protected override bool VerifyCore(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        SodiumEd25519.Verify(publicKey, message, signature);
}
