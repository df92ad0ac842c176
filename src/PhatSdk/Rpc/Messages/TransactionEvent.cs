using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>What <c>transactionWatch_v1_submitAndWatch</c> tells of a transaction.</summary>
internal sealed record TransactionEvent
{
    /// <summary>What happened: <c>validated</c>, <c>bestChainBlockIncluded</c>, <c>finalized</c>, <c>invalid</c>, <c>dropped</c>, <c>error</c>.</summary>
    [JsonRequired]
    public required string Event { get; init; }

    /// <summary>The block that holds it; null where none on the best chain does.</summary>
    public TransactionBlock? Block { get; init; }

    /// <summary>Why the node gave it up.</summary>
    public string? Error { get; init; }
}
