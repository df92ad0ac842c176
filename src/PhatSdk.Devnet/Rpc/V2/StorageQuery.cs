using System.Text.Json;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>One item that <c>chainHead_v1_storage</c> or <c>archive_v1_storage</c> is asked for.</summary>
/// <param name="Key">The key, or what the keys begin with.</param>
/// <param name="Kind">What is asked of it.</param>
/// <param name="After">The key behind which a search of descendants begins; empty for the first.</param>
internal readonly record struct StorageQuery(byte[] Key, StorageQueryKind Kind, byte[] After)
{
    /// <summary>Whether there may be any number of answers.</summary>
    public bool IsSearch => Kind is StorageQueryKind.DescendantsValues or StorageQueryKind.DescendantsHashes;

    /// <summary>Reads the <c>items</c> of a request.</summary>
    /// <param name="arguments">The request's arguments.</param>
    /// <param name="index">Which of them the items are.</param>
    /// <param name="mayResume">Whether an item may have a <c>paginationStartKey</c>.</param>
    /// <exception cref="RpcErrorException">They are something else.</exception>
    public static IReadOnlyList<StorageQuery> ReadAll(RpcArguments arguments, int index, bool mayResume)
    {
        JsonElement items = arguments.Required(index, "items");
        return items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(item => Read(item, mayResume))]
            : throw RpcErrorException.InvalidParams("items: no array");
    }

    private static StorageQuery Read(JsonElement item, bool mayResume)
    {
        byte[] key = RpcArguments.Bytes(RpcArguments.Member(item, "key", "items"), "key");
        StorageQueryKind kind = KindOf(RpcArguments.Text(RpcArguments.Member(item, "type", "items"), "type"));
        StorageQuery query = new(key, kind, []);
        if (!mayResume || !item.TryGetProperty("paginationStartKey", out JsonElement start) || start.ValueKind == JsonValueKind.Null)
        {
            return query;
        }

        return query.IsSearch
            ? query with { After = RpcArguments.Bytes(start, "paginationStartKey") }
            : throw RpcErrorException.InvalidParams("paginationStartKey: only for descendantsValues and descendantsHashes");
    }

    private static StorageQueryKind KindOf(string text) => text switch
    {
        "value" => StorageQueryKind.Value,
        "hash" => StorageQueryKind.Hash,
        "closestDescendantMerkleValue" => StorageQueryKind.ClosestDescendantMerkleValue,
        "descendantsValues" => StorageQueryKind.DescendantsValues,
        "descendantsHashes" => StorageQueryKind.DescendantsHashes,
        _ => throw RpcErrorException.InvalidParams($"type: \"{text}\" is no type of a storage query"),
    };
}
