using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>What a call of a contract came to.</summary>
/// <param name="Result">The encoded <c>ContractExecResult</c> or <c>ContractInstantiateResult</c>: a query's response as it is.</param>
/// <param name="Effects">What the worker has to act on; empty where the call failed.</param>
internal sealed record ClusterOutcome(byte[] Result, IReadOnlyList<ClusterEffect> Effects)
{
    internal static ClusterOutcome Decode(ref ScaleReader reader) =>
        new(reader.ReadBytes().ToArray(), reader.ReadVector(33, static (ref ScaleReader effect) => ClusterEffect.Decode(ref effect)));
}
