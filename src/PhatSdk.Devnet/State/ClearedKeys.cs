namespace PhatSdk.Devnet.State;

/// <summary>What clearing a prefix came to: <c>KillStorageResult</c> of <c>sp-io</c>.</summary>
/// <param name="IsComplete">Whether all are gone.</param>
/// <param name="Count">
/// How many keys of the state before the call were gone through. Only these count against a limit; keys written during the call always go.
/// </param>
internal readonly record struct ClearedKeys(bool IsComplete, uint Count);
