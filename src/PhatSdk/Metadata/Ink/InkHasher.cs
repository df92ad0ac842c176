namespace PhatSdk.Metadata.Ink;

/// <summary>The hashes that layouts name.</summary>
public enum InkHasher
{
    /// <summary>BLAKE2b of 256 bits.</summary>
    Blake2x256 = 0,

    /// <summary>SHA-256.</summary>
    Sha2x256 = 1,

    /// <summary>Keccak-256.</summary>
    Keccak256 = 2,
}
