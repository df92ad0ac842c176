using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>Of what <c>state_getRuntimeVersion</c> answers, the number that tells runtimes apart.</summary>
internal sealed record SpecVersionResult
{
    [JsonRequired]
    public required uint SpecVersion { get; init; }
}
