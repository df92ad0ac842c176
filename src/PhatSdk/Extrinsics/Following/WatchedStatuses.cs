using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics.Following;

/// <summary>What a node tells that watches an extrinsic by <c>author_submitAndWatchExtrinsic</c>.</summary>
internal sealed class WatchedStatuses(RpcSubscription<ExtrinsicStatus> subscription) : IStatusSource
{
    public IAsyncEnumerable<ExtrinsicStatus> ReadAllAsync(CancellationToken cancellationToken) => subscription.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync() => subscription.DisposeAsync();
}
