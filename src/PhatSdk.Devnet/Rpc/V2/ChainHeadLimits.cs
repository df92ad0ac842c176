namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>How much clients of <c>chainHead_v1_*</c> may use. The defaults are those of a node (<c>sc-rpc-spec-v2</c>), where it has such a limit.</summary>
internal sealed record ChainHeadLimits
{
    /// <summary>The most subscriptions by <c>chainHead_v1_follow</c> of one connection.</summary>
    public int Follows { get; init; } = 4;

    /// <summary>The most operations of one subscription at once; each item of a storage query counts as one.</summary>
    public int Operations { get; init; } = 16;

    /// <summary>The most final or pruned blocks that one subscription may keep pinned; with one more it is stopped.</summary>
    public int PinnedBlocks { get; init; } = 512;

    /// <summary>How many final blocks a subscription is told of when it begins.</summary>
    public int InitialBlocks { get; init; } = 16;

    /// <summary>How many items a storage query gives before the client has to ask for more.</summary>
    public int ItemsAtOnce { get; init; } = 256;

    /// <summary>How many bytes of keys and values it gives, likewise.</summary>
    public int BytesAtOnce { get; init; } = 1 << 20;
}
