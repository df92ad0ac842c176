using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>What became of a call by transaction.</summary>
public record ContractReceipt
{
    /// <summary>How far it has come.</summary>
    public required ContractReceiptStatus Status { get; init; }

    /// <summary>The extrinsic's hash; null where nothing was sent.</summary>
    public Hash256? ExtrinsicHash { get; init; }

    /// <summary>The block that holds the extrinsic; null where nothing was sent.</summary>
    public Hash256? BlockHash { get; init; }

    /// <summary>That block's number.</summary>
    public uint? BlockNumber { get; init; }

    /// <summary>Plancks paid for the extrinsic.</summary>
    public UInt128 Fee { get; init; }

    /// <summary>What the extrinsic took.</summary>
    public Weight Weight { get; init; }

    /// <summary>The events that contracts emitted, in order, those of contracts called on the way included. Empty for a command.</summary>
    public IReadOnlyList<ContractEmitted> Events { get; init; } = [];

    /// <summary>What a command to a Phat contract is known by in the cluster's log; null otherwise.</summary>
    public ReadOnlyMemory<byte>? CommandNonce { get; init; }

    /// <summary>Decodes the events of one kind.</summary>
    /// <typeparam name="TEvent">The kind.</typeparam>
    /// <param name="contract">The contract that emitted them; null for any.</param>
    /// <returns>The events in order.</returns>
    /// <exception cref="Scale.ScaleException">An event says that it is of this kind, and its data is not.</exception>
    public IEnumerable<TEvent> EventsOf<TEvent>(AccountId? contract = null)
        where TEvent : IContractEvent<TEvent>
    {
        foreach (ContractEmitted emitted in Events)
        {
            if ((contract is null || emitted.Contract == contract) && TEvent.TryDecode(emitted, out TEvent? value))
            {
                yield return value;
            }
        }
    }
}
