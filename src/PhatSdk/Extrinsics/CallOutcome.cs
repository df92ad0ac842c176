using PhatSdk.Chain;

namespace PhatSdk.Extrinsics;

/// <summary>What became of a call within a call: an item of a batch, or what sudo, a proxy or a multisig made.</summary>
/// <param name="Pallet">The pallet that made the call, and tells: <c>Utility</c>, <c>Sudo</c>, <c>Proxy</c>, <c>Multisig</c>.</param>
/// <param name="Event">The event by which it tells: <c>ItemCompleted</c>, <c>ItemFailed</c>, <c>BatchInterrupted</c>, <c>Sudid</c>, <c>ProxyExecuted</c>.</param>
/// <param name="Index">The item's place in its batch; null outside one, and where batches are within batches and do not tell.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record CallOutcome(string Pallet, string Event, uint? Index, DispatchError? Error)
{
    /// <summary>Shows the outcome.</summary>
    /// <returns>The pallet, the event, the place and the error.</returns>
    public override string ToString() => $"{Pallet}.{Event}{(Index is { } index ? $" of call {index}" : "")}{(Error is null ? "" : $": {Error}")}";
}
