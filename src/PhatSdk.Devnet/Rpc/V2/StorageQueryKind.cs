namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>What a query asks of a key, or of the keys that begin with it.</summary>
internal enum StorageQueryKind
{
    /// <summary>The key's value.</summary>
    Value,

    /// <summary>The hash of the key's value.</summary>
    Hash,

    /// <summary>What stands in the trie for the key, or for the closest node below it.</summary>
    ClosestDescendantMerkleValue,

    /// <summary>The values of all keys that begin with the key.</summary>
    DescendantsValues,

    /// <summary>The hashes of the values of all keys that begin with the key.</summary>
    DescendantsHashes,
}
