using System.Collections.Immutable;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A cluster at one moment. It never changes; queries run on it while the next one is made.</summary>
internal sealed record ClusterSnapshot
{
    /// <summary>The cluster that this is a moment of.</summary>
    public required Cluster Cluster { get; init; }

    /// <summary>The contract that may change the cluster.</summary>
    public required AccountId SystemContract { get; init; }

    /// <summary>The state of the cluster runtime.</summary>
    public required StateView State { get; init; }

    /// <summary>The contracts, in the order of their ids.</summary>
    public ImmutableSortedDictionary<AccountId, HostedContract> Contracts { get; init; } = ImmutableSortedDictionary<AccountId, HostedContract>.Empty;

    /// <summary>The contract whose address log queries go to; null where nothing is logged yet.</summary>
    public AccountId? LogHandler { get; init; }

    /// <summary>The program that would run JavaScript; null for none.</summary>
    public Hash256? JsRuntime { get; init; }

    /// <summary>Where the chain of events stands.</summary>
    public EventChainHead EventChain { get; init; }
}
