using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Metadata;

/// <summary>How a storage map turns a key into a part of the state's key, numbered as frame-metadata numbers them.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "frame-metadata's own names")]
public enum StorageHasher
{
    /// <summary>BLAKE2b of 128 bits; the key itself cannot be read back.</summary>
    Blake2_128 = 0,

    /// <summary>BLAKE2b of 256 bits; the key itself cannot be read back.</summary>
    Blake2_256 = 1,

    /// <summary>BLAKE2b of 128 bits, then the key.</summary>
    Blake2_128Concat = 2,

    /// <summary>xxHash of 128 bits; the key itself cannot be read back.</summary>
    Twox128 = 3,

    /// <summary>xxHash of 256 bits; the key itself cannot be read back.</summary>
    Twox256 = 4,

    /// <summary>xxHash of 64 bits, then the key.</summary>
    Twox64Concat = 5,

    /// <summary>The key as it is.</summary>
    Identity = 6,
}
