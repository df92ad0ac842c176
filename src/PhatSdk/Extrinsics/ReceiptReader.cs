using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>Finds an extrinsic in a block, and what it did.</summary>
internal sealed class ReceiptReader(ChainClient chain)
{
    private const string System = "System";

    /// <exception cref="DispatchException">Its call failed.</exception>
    public async ValueTask<ExtrinsicReceipt> ReadAsync(RuntimeCall call, Hash256 extrinsicHash, Hash256 blockHash, CancellationToken cancellationToken)
    {
        BlockBody block = await chain.GetBlockAsync(blockHash, cancellationToken).ConfigureAwait(false);
        uint index = IndexOf(block, extrinsicHash, blockHash);
        IReadOnlyList<EventRecord> all = await chain.GetEventsAsync(blockHash, cancellationToken).ConfigureAwait(false);
        EventRecord[] events = [.. all.Where(record => record.ExtrinsicIndex == index)];
        EventRecord outcome = Array.FindLast(events, IsOutcome)
            ?? throw new MetadataException($"block {blockHash} does not tell whether extrinsic {index} succeeded");
        ExtrinsicReceipt receipt = new()
        {
            ExtrinsicHash = extrinsicHash,
            BlockHash = blockHash,
            BlockNumber = block.Header.Number,
            ExtrinsicIndex = index,
            Fee = FeeOf(events),
            Weight = WeightOf(outcome.Fields["dispatch_info"]),
            Events = events,
        };
        return outcome.Name == "ExtrinsicSuccess"
            ? receipt
            : throw new DispatchException(call.Name, DispatchErrors.From(outcome.Fields["dispatch_error"], chain.Metadata), receipt);
    }

    private static uint IndexOf(BlockBody block, Hash256 extrinsicHash, Hash256 blockHash)
    {
        for (int i = 0; i < block.Extrinsics.Count; i++)
        {
            if (Blake2b.Hash256(block.Extrinsics[i]) == extrinsicHash)
            {
                return (uint)i;
            }
        }

        throw new RpcFormatException("chain_getBlock", $"block {blockHash} does not hold extrinsic {extrinsicHash}, as the node said");
    }

    private static bool IsOutcome(EventRecord record) => record.Is(System, "ExtrinsicSuccess") || record.Is(System, "ExtrinsicFailed");

    private static UInt128 FeeOf(EventRecord[] events) =>
        Array.Find(events, record => record.Is("TransactionPayment", "TransactionFeePaid")) is { } paid && paid.Fields.TryGet("actual_fee", out ScaleValue? fee)
            ? fee.AsUInt128()
            : 0;

    private static Weight WeightOf(ScaleValue dispatchInfo)
    {
        ScaleValue weight = dispatchInfo["weight"];
        return weight is ScaleInteger ? new Weight(weight.AsUInt64(), 0) : new Weight(weight["ref_time"].AsUInt64(), weight["proof_size"].AsUInt64());
    }
}
