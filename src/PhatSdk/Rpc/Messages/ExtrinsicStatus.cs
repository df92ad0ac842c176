using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>What became of an extrinsic in a node's pool, at one moment.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Hash">The block for a kind that names one; the other extrinsic for <see cref="ExtrinsicStatusKind.Usurped"/>; else null.</param>
[JsonConverter(typeof(ExtrinsicStatusJsonConverter))]
public sealed record ExtrinsicStatus(ExtrinsicStatusKind Kind, Hash256? Hash = null)
{
    /// <summary>Whether the node tells no more after this.</summary>
    public bool IsLast => Kind >= ExtrinsicStatusKind.FinalityTimeout;
}
