using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Transactions on their way: <c>transaction_v1_*</c> and <c>transactionWatch_v1_*</c> (paritytech/json-rpc-interface-spec).</summary>
internal sealed class TransactionMethods(DevnetChain chain)
{
    /// <summary>The most transactions that a connection may have broadcast at once, as a node has it.</summary>
    public const int MostBroadcasts = 16;

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcSubscribeMethod(["transactionWatch_v1_submitAndWatch"], Watch),
        new EndSubscriptionMethod("transactionWatch_v1_unwatch", isStrict: true),
        new SessionMethod("transaction_v1_broadcast", Broadcast),
        new SessionMethod("transaction_v1_stop", Stop),
    ];

    // A refusal is a notification here, not an error.
    private RpcFeed Watch(RpcArguments arguments)
    {
        const string notificationMethod = "transactionWatch_v1_watchEvent";
        byte[] extrinsic = arguments.Bytes(0, "transaction");
        try
        {
            TransactionWatch watch = chain.SubmitAndWatch(extrinsic);
            return new RpcFeed<TransactionStatus>(watch.Statuses, TransactionEvent.Of) { NotificationMethod = notificationMethod };
        }
        catch (TransactionPoolException refused)
        {
            return new SequenceFeed([TransactionEvent.Refused(refused)]) { NotificationMethod = notificationMethod };
        }
    }

    private RpcReply Broadcast(RpcArguments arguments, RpcSession session)
    {
        TransactionBroadcast broadcast = new(chain, arguments.Bytes(0, "transaction")) { NotificationMethod = "" };
        if (!session.TryOpen(broadcast, MostBroadcasts))
        {
            return new RpcReply(RpcJson.Null);
        }

        session.Track(broadcast.RunAsync());
        return new RpcReply(RpcJson.Write(broadcast.Id, static (writer, id) => writer.WriteStringValue(id)));
    }

    private static RpcReply Stop(RpcArguments arguments, RpcSession session)
    {
        string id = arguments.Text(0, "operationId");
        if (session.Find(id) is not TransactionBroadcast broadcast)
        {
            throw new RpcErrorException(-32602, "Invalid operation id");
        }

        broadcast.Dispose();
        return new RpcReply(RpcJson.Null);
    }
}
