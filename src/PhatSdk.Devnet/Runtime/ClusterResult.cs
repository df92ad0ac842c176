using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Runtime;

/// <summary>What a call of a cluster returned, and the state after it.</summary>
/// <typeparam name="T">The result's type.</typeparam>
/// <param name="Value">The result.</param>
/// <param name="State">The state after the call: the one before, where the call changes nothing.</param>
internal readonly record struct ClusterResult<T>(T Value, StateView State);
