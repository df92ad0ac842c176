using PhatSdk.Chain;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Extrinsics;

/// <summary>Finds an extrinsic in a block, and what it did. A block is read once for all extrinsics of it that are followed.</summary>
internal sealed class ReceiptReader(ChainClient chain)
{
    private const string System = "System";

    private readonly RecentBlocks _blocks = new(chain);

    /// <exception cref="DispatchException">Its call failed, or a call within it that may not fail.</exception>
    public async ValueTask<ExtrinsicReceipt> ReadAsync(string? call, Hash256 extrinsicHash, Hash256 blockHash, CancellationToken cancellationToken)
    {
        ExecutedBlock block = await _blocks.GetAsync(blockHash, cancellationToken).ConfigureAwait(false);
        if (!block.TryFind(extrinsicHash, out uint index))
        {
            // The node is asked again before it is called a liar.
            _blocks.Forget(blockHash);
            block = await _blocks.GetAsync(blockHash, cancellationToken).ConfigureAwait(false);
        }

        if (!block.TryFind(extrinsicHash, out index))
        {
            throw new RpcFormatException("chain_getBlock", $"block {blockHash} does not hold extrinsic {extrinsicHash}, as the node said");
        }

        IReadOnlyList<EventRecord> events = block.EventsOf(index);
        EventRecord outcome = events.LastOrDefault(IsOutcome)
            ?? throw new MetadataException($"block {blockHash} does not tell whether extrinsic {index} succeeded");
        EventRecord? paid = events.FirstOrDefault(static record => record.Is("TransactionPayment", "TransactionFeePaid"));
        ExtrinsicReceipt receipt = new()
        {
            ExtrinsicHash = extrinsicHash,
            BlockHash = blockHash,
            BlockNumber = block.Number,
            ExtrinsicIndex = index,
            Fee = AmountOf(paid, "actual_fee"),
            Tip = AmountOf(paid, "tip"),
            Weight = WeightOf(outcome.Fields["dispatch_info"]),
            Events = events,
            Outcomes = CallOutcomes.Read(events, block.Metadata),
        };
        if (outcome.Name != "ExtrinsicSuccess")
        {
            throw new DispatchException(call, DispatchErrors.From(outcome.Fields["dispatch_error"], block.Metadata), receipt);
        }

        // An item that failed of a batch that goes on, is what the caller asked for.
        return receipt.Outcomes.FirstOrDefault(static inner => inner is { Error: not null, Event: not "ItemFailed" }) is { } failed
            ? throw new DispatchException(call, failed, receipt)
            : receipt;
    }

    private static bool IsOutcome(EventRecord record) => record.Is(System, "ExtrinsicSuccess") || record.Is(System, "ExtrinsicFailed");

    private static UInt128 AmountOf(EventRecord? paid, string field) =>
        paid is not null && paid.Fields.TryGet(field, out ScaleValue? amount) ? amount.AsUInt128() : 0;

    private static Weight WeightOf(ScaleValue dispatchInfo)
    {
        ScaleValue weight = dispatchInfo["weight"];
        return weight is ScaleInteger ? new Weight(weight.AsUInt64(), 0) : new Weight(weight["ref_time"].AsUInt64(), weight["proof_size"].AsUInt64());
    }
}
