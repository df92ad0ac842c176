using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>A block: its header and its extrinsics.</summary>
public sealed record BlockBody
{
    /// <summary>The header.</summary>
    [JsonRequired]
    public required BlockHeader Header { get; init; }

    /// <summary>The encoded extrinsics with their length before them, in order.</summary>
    [JsonRequired]
    public required IReadOnlyList<byte[]> Extrinsics { get; init; }
}
