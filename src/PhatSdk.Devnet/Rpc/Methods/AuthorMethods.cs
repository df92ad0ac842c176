using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Transactions on their way: <c>author_*</c>.</summary>
internal sealed class AuthorMethods(DevnetChain chain)
{
    private const string UpdateNotification = "author_extrinsicUpdate";

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("author_submitExtrinsic", (writer, arguments) => writer.WriteHash(chain.Submit(arguments.Bytes(0, "extrinsic")))),
        new RpcSubscribeMethod(["author_submitAndWatchExtrinsic"], Watch),
        new RpcUnsubscribeMethod("author_unwatchExtrinsic"),
        new RpcMethod("author_pendingExtrinsics", WritePending),
        new RpcMethod("author_removeExtrinsic", WriteRemoved),
    ];

    /// <summary>Whether a notification tells who follows a transaction that it is final.</summary>
    public static bool TellsFinality(RpcFeed feed, ReadOnlyMemory<byte> notification) =>
        feed.NotificationMethod == UpdateNotification && notification.Span.StartsWith("{\"finalized\""u8);

    // Either {"hash": …} or {"extrinsic": …}.
    private static Hash256 HashOf(JsonElement named)
    {
        const string Argument = "bytesOrHash";
        if (named.ValueKind == JsonValueKind.Object && named.TryGetProperty("extrinsic", out JsonElement extrinsic))
        {
            return Blake2b.Hash256(RpcArguments.Bytes(extrinsic, Argument));
        }

        byte[] hash = RpcArguments.Bytes(RpcArguments.Member(named, "hash", Argument), Argument);
        return hash.Length == Hash256.Size ? new Hash256(hash) : throw RpcErrorException.InvalidParams($"{Argument}: a hash has {Hash256.Size} bytes, not {hash.Length}");
    }

    private RpcFeed<TransactionStatus> Watch(RpcArguments arguments)
    {
        TransactionWatch watch = chain.SubmitAndWatch(arguments.Bytes(0, "extrinsic"));
        return new RpcFeed<TransactionStatus>(watch.Statuses, static status => RpcJson.Write(status, WriteStatus))
        {
            NotificationMethod = UpdateNotification,
        };
    }

    private void WritePending(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartArray();
        foreach (PooledTransaction transaction in chain.Pool.Ready())
        {
            writer.WriteHex(transaction.Extrinsic.Span);
        }

        writer.WriteEndArray();
    }

    private void WriteRemoved(Utf8JsonWriter writer, RpcArguments arguments)
    {
        JsonElement named = arguments.Required(0, "bytesOrHash");
        if (named.ValueKind != JsonValueKind.Array)
        {
            throw RpcErrorException.InvalidParams("bytesOrHash: an array is taken");
        }

        Hash256[] hashes = [.. named.EnumerateArray().Select(HashOf)];
        writer.WriteStartArray();
        foreach (Hash256 removed in chain.Pool.Remove(hashes))
        {
            writer.WriteHash(removed);
        }

        writer.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter writer, TransactionStatus status)
    {
        string name = status.Kind switch
        {
            TransactionStatusKind.Future => "future",
            TransactionStatusKind.Ready => "ready",
            TransactionStatusKind.InBlock => "inBlock",
            TransactionStatusKind.Retracted => "retracted",
            TransactionStatusKind.Finalized => "finalized",
            TransactionStatusKind.FinalityTimeout => "finalityTimeout",
            TransactionStatusKind.Usurped => "usurped",
            TransactionStatusKind.Dropped => "dropped",
            _ => "invalid",
        };
        if (status.Kind is not (TransactionStatusKind.Future or TransactionStatusKind.Ready or TransactionStatusKind.Dropped or TransactionStatusKind.Invalid))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(name);
            writer.WriteHash(status.Hash);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStringValue(name);
        }
    }
}
