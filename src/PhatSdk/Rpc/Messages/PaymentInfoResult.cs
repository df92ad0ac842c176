using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhatSdk.Rpc.Messages;

/// <summary>What <c>payment_queryInfo</c> answers.</summary>
internal sealed record PaymentInfoResult
{
    /// <summary>An object with two numbers, <c>ref_time</c> and <c>proof_size</c> in either spelling; one number with older nodes.</summary>
    [JsonRequired]
    public required JsonElement Weight { get; init; }

    /// <summary>The class.</summary>
    [JsonRequired]
    public required string Class { get; init; }

    /// <summary>The fee: a decimal number as text.</summary>
    [JsonRequired]
    public required string PartialFee { get; init; }
}
