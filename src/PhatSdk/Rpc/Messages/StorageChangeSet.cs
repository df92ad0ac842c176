using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Values of a chain's state at a block: <c>sp_storage::StorageChangeSet</c>.</summary>
[JsonConverter(typeof(StorageChangeSetJsonConverter))]
public sealed record StorageChangeSet
{
    /// <summary>The block.</summary>
    public required Hash256 Block { get; init; }

    /// <summary>The keys with their values; null where there is none.</summary>
    public required IReadOnlyList<KeyValuePair<byte[], byte[]?>> Changes { get; init; }
}
