using PhatSdk.Crypto;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Finds what storage queries ask for, item by item as somebody takes them, so that a large state is never copied.</summary>
/// <param name="state">The state.</param>
/// <param name="trieId">The child trie to search; null for the main trie.</param>
internal sealed class StorageSearch(StateView state, byte[]? trieId)
{
    // Keys are found by the page: the search goes on behind the last one.
    private const int KeysAtOnce = 64;

    /// <summary>The items of some queries, those of one query after those of the one before.</summary>
    public IEnumerable<StorageItem> Find(IEnumerable<StorageQuery> queries) => queries.SelectMany(Find);

    private IEnumerable<StorageItem> Find(StorageQuery query)
    {
        if (query.IsSearch)
        {
            return Descendants(query);
        }

        StorageItem? item = query.Kind == StorageQueryKind.ClosestDescendantMerkleValue ? Merkle(query.Key) : Entry(query.Key, query.Kind == StorageQueryKind.Hash);
        return item is { } found ? [found] : [];
    }

    private IEnumerable<StorageItem> Descendants(StorageQuery query)
    {
        byte[] after = query.After;
        while (true)
        {
            IReadOnlyList<byte[]> keys = trieId is null ? state.Keys(query.Key, KeysAtOnce, after) : state.ChildKeys(trieId, query.Key, KeysAtOnce, after);
            foreach (byte[] key in keys)
            {
                yield return Entry(key, query.Kind == StorageQueryKind.DescendantsHashes)!.Value;
            }

            // The empty key is the first: behind it the search would begin anew.
            if (keys.Count < KeysAtOnce || keys[^1].Length == 0)
            {
                yield break;
            }

            after = keys[^1];
        }
    }

    private StorageItem? Entry(byte[] key, bool isHashed)
    {
        ReadOnlyMemory<byte>? value = trieId is null ? state.Get(key) : state.GetChild(trieId, key);
        if (value is not { } found)
        {
            return null;
        }

        return isHashed
            ? new StorageItem(key, "hash", Blake2b.Hash256(found.Span).ToArray(), trieId)
            : new StorageItem(key, "value", found, trieId);
    }

    private StorageItem? Merkle(byte[] key) => state.ClosestMerkleValue(key, trieId) is { } merkle
        ? new StorageItem(key, "closestDescendantMerkleValue", merkle, trieId)
        : null;
}
