using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>What <c>chain_getBlock</c> answers: a block; the justifications are not read.</summary>
internal sealed record SignedBlock
{
    [JsonRequired]
    public required BlockBody Block { get; init; }
}
