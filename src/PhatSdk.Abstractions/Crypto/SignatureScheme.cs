namespace PhatSdk.Crypto;

/// <summary>How a key signs. The first three are numbered as <c>sp_runtime::MultiSignature</c> numbers them.</summary>
public enum SignatureScheme
{
    /// <summary>Ed25519: keys of 32 bytes, signatures of 64.</summary>
    Ed25519 = 0,

    /// <summary>Schnorr on Ristretto with Merlin transcripts: keys of 32 bytes, signatures of 64.</summary>
    Sr25519 = 1,

    /// <summary>secp256k1 over BLAKE2b-256: keys of 33 bytes, signatures of 65 with the recovery number.</summary>
    Ecdsa = 2,

    /// <summary>secp256k1 over Keccak-256, as Ethereum signs: keys of 33 bytes, signatures of 65 with the recovery number.</summary>
    Ethereum = 3,
}
