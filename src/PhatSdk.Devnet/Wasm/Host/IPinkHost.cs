using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>What a cluster's worker offers to contracts beyond the chain's own functions.</summary>
internal interface IPinkHost
{
    /// <summary>Runs a function of the Pink extension.</summary>
    /// <param name="function">The function's number.</param>
    /// <param name="mode">How the contract runs: 0 query, 1 estimating, 2 transaction.</param>
    /// <param name="contract">The contract that calls.</param>
    /// <param name="input">The function's SCALE-encoded arguments.</param>
    PinkAnswer Call(uint function, uint mode, AccountId contract, ReadOnlyMemory<byte> input);
}
