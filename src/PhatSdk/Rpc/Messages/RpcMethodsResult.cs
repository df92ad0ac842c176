using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>What <c>rpc_methods</c> answers: the methods that a node has.</summary>
internal sealed record RpcMethodsResult
{
    [JsonRequired]
    public required IReadOnlyList<string> Methods { get; init; }
}
