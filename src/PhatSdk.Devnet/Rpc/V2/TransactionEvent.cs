using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Writes the notifications of <c>transactionWatch_v1_submitAndWatch</c>, worded as a node words them.</summary>
internal static class TransactionEvent
{
    private static readonly ReadOnlyMemory<byte> Validated = """{"event":"validated"}"""u8.ToArray();

    private static readonly ReadOnlyMemory<byte> Retracted = """{"event":"bestChainBlockIncluded","block":null}"""u8.ToArray();

    /// <summary>The notification for a status.</summary>
    public static ReadOnlyMemory<byte>? Of(TransactionStatus status) => status.Kind switch
    {
        TransactionStatusKind.Future or TransactionStatusKind.Ready => Validated,
        TransactionStatusKind.InBlock => InBlock("bestChainBlockIncluded", status),
        TransactionStatusKind.Retracted => Retracted,
        TransactionStatusKind.Finalized => InBlock("finalized", status),
        TransactionStatusKind.FinalityTimeout => Over("dropped", "Maximum number of finality watchers has been reached"),
        TransactionStatusKind.Usurped => Over("invalid", "Extrinsic was rendered invalid by another extrinsic"),
        TransactionStatusKind.Dropped => Over("dropped", "Extrinsic dropped from the pool due to exceeding limits"),
        _ => Over("invalid", "Extrinsic marked as invalid"),
    };

    /// <summary>The notification where the pool did not take the transaction.</summary>
    public static ReadOnlyMemory<byte> Refused(TransactionPoolException refused) => Over("invalid", refused.Code switch
    {
        1010 => $"Invalid transaction: {refused.Detail}",
        1011 => $"Unknown transaction validity: {refused.Detail}",
        1013 => "Transaction is already imported",
        1016 => "The transaction could not enter the pool because of the limit",
        _ => refused.Message,
    });

    private static ReadOnlyMemory<byte> InBlock(string name, TransactionStatus status) => RpcJson.Write((name, status), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("event", state.name);
        writer.WriteStartObject("block");
        writer.WritePropertyName("hash");
        writer.WriteHash(state.status.Hash);
        writer.WriteNumber("index", state.status.Index);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Over(string name, string error) => RpcJson.Write((name, error), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("event", state.name);
        writer.WriteString("error", state.error);
        writer.WriteEndObject();
    });
}
