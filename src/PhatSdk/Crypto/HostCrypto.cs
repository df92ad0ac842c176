namespace PhatSdk.Crypto;

/// <summary>
/// Signature checks exactly as <c>sp-core</c>'s host functions make them, for those who host runtimes: a chain must say of each signature what every other node says.
/// Everybody else takes <see cref="SignatureAlgorithm.Verify"/>, which is stricter.
/// </summary>
public static class HostCrypto
{
    /// <summary>
    /// <c>ext_crypto_sr25519_verify_version_2</c>: schnorrkel's rules in the context <c>substrate</c>. The identity, 32 zero bytes, is taken as a public key.
    /// </summary>
    /// <param name="publicKey">The public key, 32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature, 64 bytes.</param>
    /// <returns>Whether the signature is good; false for another length too.</returns>
    public static bool VerifySr25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == Schnorrkel.PublicKeySize && signature.Length == Schnorrkel.SignatureSize && Schnorrkel.Verify(publicKey, message, signature);
}
