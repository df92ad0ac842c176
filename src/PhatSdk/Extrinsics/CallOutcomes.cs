using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;

namespace PhatSdk.Extrinsics;

/// <summary>Reads from an extrinsic's events what became of the calls within its call.</summary>
internal static class CallOutcomes
{
    private const string Utility = "Utility";

    /// <summary>The outcomes, in order.</summary>
    public static IReadOnlyList<CallOutcome> Read(IReadOnlyList<EventRecord> events, RuntimeMetadata metadata)
    {
        List<CallOutcome>? outcomes = null;
        uint item = 0;
        bool isFlat = true;
        foreach (EventRecord record in events)
        {
            CallOutcome? outcome = Read(record, metadata, isFlat ? item : null);
            if (record.Pallet == Utility)
            {
                // A batch within a batch ends before the item that it is; from there on the count would be of both.
                isFlat &= record.Name is not ("BatchCompleted" or "BatchCompletedWithErrors" or "BatchInterrupted");
                item += outcome is null ? 0u : 1u;
            }

            if (outcome is not null)
            {
                (outcomes ??= []).Add(outcome);
            }
        }

        return outcomes ?? (IReadOnlyList<CallOutcome>)[];
    }

    private static CallOutcome? Read(EventRecord record, RuntimeMetadata metadata, uint? item) => (record.Pallet, record.Name) switch
    {
        (Utility, "ItemCompleted") => new CallOutcome(Utility, record.Name, item, null),
        (Utility, "ItemFailed") => new CallOutcome(Utility, record.Name, item, DispatchErrors.From(record.Fields["error"], metadata)),
        (Utility, "BatchInterrupted") => new CallOutcome(
            Utility, record.Name, record.Fields["index"].AsUInt32(), DispatchErrors.From(record.Fields["error"], metadata)),
        (Utility, "DispatchedAs") or ("Proxy", "ProxyExecuted") or ("Multisig", "MultisigExecuted") => Of(record, "result", metadata),
        ("Sudo", "Sudid" or "SudoAsDone") => Of(record, "sudo_result", metadata),
        _ => null,
    };

    // Older runtimes leave fields without names: the result is the last.
    private static CallOutcome? Of(EventRecord record, string field, RuntimeMetadata metadata)
    {
        ScaleValue? result = record.Fields.TryGet(field, out ScaleValue? named) ? named : record.Fields.Items is { Count: > 0 } items ? items[^1] : null;
        return result is ScaleVariant variant
            ? new CallOutcome(record.Pallet, record.Name, null, variant.Name == "Err" ? DispatchErrors.From(variant.Content, metadata) : null)
            : null;
    }
}
