using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics.Following;

/// <summary>Tells what becomes of one extrinsic. May be read several times, one after the other: each status is told once.</summary>
internal interface IStatusSource : IAsyncDisposable
{
    /// <summary>Reads on.</summary>
    /// <param name="cancellationToken">Ends the wait, not the source.</param>
    /// <returns>The statuses.</returns>
    IAsyncEnumerable<ExtrinsicStatus> ReadAllAsync(CancellationToken cancellationToken);
}
