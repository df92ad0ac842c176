namespace PhatSdk.Devnet.Rpc;

/// <summary>What one message of JSON-RPC may be.</summary>
internal sealed record RpcLimits
{
    /// <summary>The largest answer, in bytes.</summary>
    public required int MaxResponseSize { get; init; }

    /// <summary>The most requests in one batch.</summary>
    public required int MaxBatchLength { get; init; }
}
