using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Writes the notifications of <c>transactionWatch_v1_submitAndWatch</c>, worded as a node words them.</summary>
internal static class TransactionEvent
{
    private static readonly ReadOnlyMemory<byte> Validated = """{"event":"validated"}"""u8.ToArray();

    /// <summary>The notification for a status.</summary>
    public static ReadOnlyMemory<byte>? Of(DevnetChain chain, ReadOnlyMemory<byte> extrinsic, TransactionStatus status) => status.Kind switch
    {
        TransactionStatusKind.Future or TransactionStatusKind.Ready => Validated,
        TransactionStatusKind.InBlock => InBlock("bestChainBlockIncluded", chain, extrinsic, status.Hash),
        TransactionStatusKind.Finalized => InBlock("finalized", chain, extrinsic, status.Hash),
        TransactionStatusKind.Usurped => Over("invalid", "Extrinsic was rendered invalid by another extrinsic"),
        TransactionStatusKind.Dropped => Over("dropped", "Extrinsic dropped from the pool due to exceeding limits"),
        _ => Over("invalid", "Extrinsic marked as invalid"),
    };

    /// <summary>The notification where the pool did not take the transaction.</summary>
    public static ReadOnlyMemory<byte> Refused(TransactionPoolException refused) => Over("invalid", refused.Message);

    private static ReadOnlyMemory<byte> InBlock(string name, DevnetChain chain, ReadOnlyMemory<byte> extrinsic, Hash256 block) =>
        RpcJson.Write((name, block, Index: IndexOf(chain, extrinsic, block)), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("event", state.name);
            writer.WriteStartObject("block");
            writer.WritePropertyName("hash");
            writer.WriteHash(state.block);
            writer.WriteNumber("index", state.Index);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    private static int IndexOf(DevnetChain chain, ReadOnlyMemory<byte> extrinsic, Hash256 block)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> extrinsics = chain.Find(block)!.Extrinsics;
        int index = 0;
        while (!extrinsics[index].Span.SequenceEqual(extrinsic.Span))
        {
            index++;
        }

        return index;
    }

    private static ReadOnlyMemory<byte> Over(string name, string error) => RpcJson.Write((name, error), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("event", state.name);
        writer.WriteString("error", state.error);
        writer.WriteEndObject();
    });
}
