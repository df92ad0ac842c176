namespace PhatSdk.Crypto;

/// <summary>How the 64 bytes of an sr25519 secret key are written. In both, the last 32 are the nonce.</summary>
public enum SecretKeyForm
{
    /// <summary>The scalar below the group's order, little-endian: <c>SecretKey::to_bytes</c> of schnorrkel, and what Phala's key derivation takes.</summary>
    Canonical,

    /// <summary>Eight times the scalar, as a number of 256 bits: <c>SecretKey::to_ed25519_bytes</c> of schnorrkel, and what polkadot-js keeps.</summary>
    Ed25519,
}
