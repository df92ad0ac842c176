using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet;

/// <summary>A <see cref="PhatDevnet"/> at a moment, to come back to as often as wanted. Takes no time to make however large the state is, and no
/// memory but for what has changed since.</summary>
/// <remarks>
/// Holds the chain with all its blocks and states, the transactions that waited, the clock, and the cluster with its contracts' state. Does not
/// hold the cluster's log and what contracts keep in their local cache, which are the worker's and go on; nor connections, subscriptions and
/// sealing, which stay as they are.
/// </remarks>
public sealed class DevnetSnapshot
{
    internal DevnetSnapshot(PhatDevnet network, ChainSnapshot chain)
    {
        Network = network;
        Chain = chain;
    }

    /// <summary>The number of the newest block at that moment.</summary>
    public uint BlockNumber => Chain.Tree.Best.Number;

    /// <summary>The hash of the newest block at that moment.</summary>
    public Hash256 BlockHash => Chain.Tree.Best.Hash;

    internal PhatDevnet Network { get; }

    internal ChainSnapshot Chain { get; }
}
