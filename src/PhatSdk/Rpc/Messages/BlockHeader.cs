using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>A block's header: <c>sp_runtime::generic::Header</c>.</summary>
[JsonConverter(typeof(BlockHeaderJsonConverter))]
public sealed record BlockHeader
{
    /// <summary>The hash of the block before.</summary>
    public required Hash256 ParentHash { get; init; }

    /// <summary>The block's number; the genesis is 0.</summary>
    public required uint Number { get; init; }

    /// <summary>The root of the state after the block.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>The root of the block's extrinsics.</summary>
    public required Hash256 ExtrinsicsRoot { get; init; }

    /// <summary>What consensus noted: encoded <c>DigestItem</c>s.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> DigestLogs { get; init; } = [];
}
