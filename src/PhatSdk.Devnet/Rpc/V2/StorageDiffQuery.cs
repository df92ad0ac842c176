using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>One item that <c>archive_v1_storageDiff</c> is asked for.</summary>
/// <param name="Prefix">What the keys begin with.</param>
/// <param name="IsHashed">Whether hashes of values are wanted, not the values.</param>
/// <param name="TrieId">The child trie; null for the main trie.</param>
internal readonly record struct StorageDiffQuery(byte[] Prefix, bool IsHashed, byte[]? TrieId)
{
    /// <summary>Reads the <c>items</c> of a request; where there are none, all of the main trie is asked for.</summary>
    /// <exception cref="RpcErrorException">They are something else.</exception>
    public static IReadOnlyList<StorageDiffQuery> ReadAll(RpcArguments arguments, int index)
    {
        if (arguments.Optional(index) is not { } items)
        {
            return [new StorageDiffQuery([], IsHashed: false, null)];
        }

        return items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(Read)]
            : throw RpcErrorException.InvalidParams("items: no array");
    }

    /// <summary>What some queries ask for of the difference of two states, in the order of keys; a key that several ask for comes once.</summary>
    /// <returns>The items, each with <c>added</c>, <c>modified</c> or <c>deleted</c>; what was deleted has the value that it had.</returns>
    public static IEnumerable<(StorageItem Item, string Type)> Find(IReadOnlyList<StorageDiffQuery> queries, StateView previous, StateView current)
    {
        foreach (StateChange change in current.ChangesSince(previous))
        {
            foreach (StorageDiffQuery query in queries)
            {
                if (query.Matches(change))
                {
                    ReadOnlyMemory<byte>? old = change.TrieId is null ? previous.Get(change.Key) : previous.GetChild(change.TrieId, change.Key);
                    ReadOnlyMemory<byte> shown = change.Value ?? old ?? default;
                    StorageItem item = query.IsHashed
                        ? new StorageItem(change.Key, "hash", Blake2b.Hash256(shown.Span).ToArray(), change.TrieId)
                        : new StorageItem(change.Key, "value", shown, change.TrieId);
                    yield return (item, old is null ? "added" : change.Value is null ? "deleted" : "modified");
                    break;
                }
            }
        }
    }

    private static StorageDiffQuery Read(JsonElement item)
    {
        string type = RpcArguments.Text(RpcArguments.Member(item, "returnType", "items"), "returnType");
        if (type is not ("value" or "hash"))
        {
            throw RpcErrorException.InvalidParams($"returnType: \"{type}\" is neither value nor hash");
        }

        return new StorageDiffQuery(OptionalBytes(item, "key") ?? [], type == "hash", OptionalBytes(item, "childTrieKey"));
    }

    private static byte[]? OptionalBytes(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? RpcArguments.Bytes(value, name) : null;

    private bool Matches(StateChange change) =>
        change.Key.AsSpan().StartsWith(Prefix)
        && (TrieId is null ? change.TrieId is null : change.TrieId is not null && change.TrieId.AsSpan().SequenceEqual(TrieId));
}
