using PhatSdk.Chain;

namespace PhatSdk.Contracts;

/// <summary>Finds what contracts emitted among the events of a chain.</summary>
public static class ContractEvents
{
    internal const string Pallet = "Contracts";

    /// <summary>The events that contracts emitted.</summary>
    /// <param name="records">The chain's events.</param>
    /// <returns>Those of pallet-contracts' <c>ContractEmitted</c>, in order.</returns>
    public static IReadOnlyList<ContractEmitted> Of(IEnumerable<EventRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<ContractEmitted> emitted = [];
        foreach (EventRecord record in records)
        {
            if (record.Is(Pallet, "ContractEmitted"))
            {
                emitted.Add(new ContractEmitted(record.Fields["contract"].AsAccountId(), record.Topics, record.Fields["data"].AsBytes()));
            }
        }

        return emitted;
    }
}
