using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>An extrinsic that was sent came into no block, as far as the node knows. <see cref="Status"/> tells whether it still may, if another node kept it.</summary>
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

    /// <summary>The last that the node told: dropped, invalid, usurped, not final in time, missing, or expired.</summary>
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
            ExtrinsicStatusKind.Missing => "is neither in the node's pool nor in a block: it never reached the node, or the node lost it. It may still come, while its time lasts",
            ExtrinsicStatusKind.Expired => "is in no final block, and its time has run out: it never will be in one",
            _ => $"came to {status.Kind}",
        };
    }
}
