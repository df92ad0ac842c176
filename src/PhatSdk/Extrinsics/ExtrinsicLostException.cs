using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>A node took an extrinsic into its pool, and then gave it up. It may still be in a block, if another node kept it.</summary>
public sealed class ExtrinsicLostException : ExtrinsicException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="extrinsicHash">The extrinsic's hash.</param>
    /// <param name="status">The last that the node told.</param>
    public ExtrinsicLostException(Hash256 extrinsicHash, ExtrinsicStatus status)
        : base($"extrinsic {extrinsicHash} {Describe(status)}")
    {
        ExtrinsicHash = extrinsicHash;
        Status = status;
    }

    /// <summary>The extrinsic's hash.</summary>
    public Hash256 ExtrinsicHash { get; }

    /// <summary>The last that the node told: dropped, invalid, usurped, or not final in time.</summary>
    public ExtrinsicStatus Status { get; }

    private static string Describe(ExtrinsicStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Kind switch
        {
            ExtrinsicStatusKind.Dropped => "was dropped: the pool had no room for it",
            ExtrinsicStatusKind.Invalid => "is no longer valid: its nonce was used, its time has run out, or its account can no longer pay",
            ExtrinsicStatusKind.Usurped => $"lost its place to {status.Hash}, which has the same nonce",
            ExtrinsicStatusKind.FinalityTimeout => $"is in block {status.Hash}, which did not become final within the node's patience",
            _ => $"came to {status.Kind}",
        };
    }
}
