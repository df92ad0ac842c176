using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>One query or transaction, from its beginning to its end.</summary>
internal sealed record ContractRun
{
    /// <summary>The contract that was called from outside.</summary>
    public required AccountId Entry { get; init; }

    /// <summary>The block at which it runs.</summary>
    public required uint BlockNumber { get; init; }

    /// <summary>The contract whose address log queries go to; null where nothing is logged yet.</summary>
    public AccountId? LogHandler { get; init; }

    /// <summary>How many blocks the cluster's chain of events has, and the hash of the last.</summary>
    public required EventChainHead EventChain { get; init; }

    /// <summary>The newest system contract that the chain holds; empty where it holds none.</summary>
    public ReadOnlyMemory<byte> SystemCode { get; init; }

    /// <summary>How long requests to the web may take, all together.</summary>
    public required TimeLimit TimeLimit { get; init; }

    /// <summary>Ends what the run waits for.</summary>
    public CancellationToken Cancellation { get; init; }
}
