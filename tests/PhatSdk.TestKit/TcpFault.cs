namespace PhatSdk.TestKit;

/// <summary>What a <see cref="TcpFaultProxy"/> does to one connection.</summary>
public sealed record TcpFault
{
    /// <summary>All through, as it comes.</summary>
    public static TcpFault None { get; } = new();

    /// <summary>After how many WebSocket frames, of both directions together and the handshake's answer counted as one, both ends are reset; null for never.</summary>
    public int? CutAfterFrames { get; init; }

    /// <summary>Whether the frame at which the cut is goes through before it: it was done, but the answer to it does not come.</summary>
    public bool PassesLastFrame { get; init; }

    /// <summary>Whether, instead of a reset, the node's end of the stream is closed towards the client, which may still send.</summary>
    public bool HalfCloses { get; init; }

    /// <summary>Whether, instead of a reset, bytes that are no frame are sent to the client.</summary>
    public bool AnswersGarbage { get; init; }

    /// <summary>Whether each frame to the client arrives twice, as from a broken relay.</summary>
    public bool Duplicates { get; init; }

    /// <summary>How many bytes go through at a time; null for as they come.</summary>
    public int? SegmentSize { get; init; }

    /// <summary>Whether a thread may run between two segments: frames arrive late, and mixed with those of the other direction.</summary>
    public bool Delays { get; init; }
}
