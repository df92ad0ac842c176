using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>Where a transaction is.</summary>
internal sealed record TransactionBlock
{
    /// <summary>The block.</summary>
    [JsonRequired]
    public required HashResult Hash { get; init; }
}
