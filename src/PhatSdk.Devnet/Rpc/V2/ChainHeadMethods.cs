using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>The newest blocks and their state: <c>chainHead_v1_*</c> (paritytech/json-rpc-interface-spec).</summary>
/// <param name="chain">The chain.</param>
/// <param name="limits">What clients may use.</param>
internal sealed class ChainHeadMethods(DevnetChain chain, ChainHeadLimits limits)
{
    private static readonly ReadOnlyMemory<byte> LimitReached = """{"result":"limitReached"}"""u8.ToArray();

    public IEnumerable<IRpcMethod> Methods =>
    [
        new SessionMethod("chainHead_v1_follow", Follow),
        new SessionMethod("chainHead_v1_unfollow", Unfollow),
        new SessionMethod("chainHead_v1_header", Header),
        new SessionMethod("chainHead_v1_body", Body),
        new SessionMethod("chainHead_v1_call", Call),
        new SessionMethod("chainHead_v1_storage", Storage),
        new SessionMethod("chainHead_v1_continue", Continue),
        new SessionMethod("chainHead_v1_stopOperation", StopOperation),
        new SessionMethod("chainHead_v1_unpin", Unpin),
    ];

    private RpcReply Follow(RpcArguments arguments, RpcSession session)
    {
        bool withRuntime = arguments.Flag(0, "withRuntime");
        ChainHeadFeed feed = new(chain, withRuntime, limits) { NotificationMethod = "chainHead_v1_followEvent" };
        if (!session.TryOpen(feed, limits.Follows))
        {
            throw ChainHeadError.TooManyFollows(limits.Follows);
        }

        return new RpcReply(RpcJson.Write(feed.Id, static (writer, id) => writer.WriteStringValue(id)), feed);
    }

    private static RpcReply Unfollow(RpcArguments arguments, RpcSession session)
    {
        FeedOf(arguments, session)?.Dispose();
        return new RpcReply(RpcJson.Null);
    }

    private static RpcReply Header(RpcArguments arguments, RpcSession session)
    {
        Hash256 hash = arguments.Hash(1, "hash");
        return FeedOf(arguments, session) is { } feed
            ? new RpcReply(RpcJson.Write(PinnedBlock(feed, hash), static (writer, block) => writer.WriteHex(block.EncodedHeader.Span)))
            : new RpcReply(RpcJson.Null);
    }

    private static RpcReply Body(RpcArguments arguments, RpcSession session)
    {
        Hash256 hash = arguments.Hash(1, "hash");
        if (FeedOf(arguments, session) is not { } feed)
        {
            return new RpcReply(LimitReached);
        }

        Block block = PinnedBlock(feed, hash);
        return Start(feed, places: 1, operation => TellAsync(feed, operation, ChainHeadEvent.BodyDone(operation.Id, block)));
    }

    private RpcReply Call(RpcArguments arguments, RpcSession session)
    {
        Hash256 hash = arguments.Hash(1, "hash");
        string function = arguments.Text(2, "function");
        byte[] parameters = arguments.Bytes(3, "callParameters");
        if (FeedOf(arguments, session) is not { } feed)
        {
            return new RpcReply(LimitReached);
        }

        Block block = PinnedBlock(feed, hash);
        return feed.HasRuntime
            ? Start(feed, places: 1, operation => TellAsync(
                feed,
                operation,
                ChainHeadEvent.CallDone(operation.Id, chain.Runtime.Call(block.State, function, parameters, operation.Stopping))))
            : throw ChainHeadError.NoRuntime();
    }

    private RpcReply Storage(RpcArguments arguments, RpcSession session)
    {
        Hash256 hash = arguments.Hash(1, "hash");
        IReadOnlyList<StorageQuery> queries = StorageQuery.ReadAll(arguments, 2, mayResume: false);
        byte[]? trieId = arguments.OptionalBytes(3, "childTrie");
        if (FeedOf(arguments, session) is not { } feed)
        {
            return new RpcReply(LimitReached);
        }

        StorageSearch search = new(PinnedBlock(feed, hash).State, trieId);
        return Start(
            feed,
            Math.Max(1, queries.Count),
            operation => new StorageOperation(feed, operation, limits).RunAsync(search, [.. queries.Take(operation.Places)]),
            queries.Count);
    }

    /// <summary>Begins an operation. It runs once the answer is on its way, so that no client hears of it before it knows its id.</summary>
    private static RpcReply Start(ChainHeadFeed feed, int places, Func<ChainHeadOperation, Task> runAsync, int? items = null)
    {
        if (feed.Operations.TryOpen(places) is not { } operation)
        {
            return new RpcReply(LimitReached);
        }

        ReadOnlyMemory<byte> started = RpcJson.Write((operation, items), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("result", "started");
            writer.WriteString("operationId", state.operation.Id);
            if (state.items is { } count)
            {
                writer.WriteNumber("discardedItems", Math.Max(0, count - state.operation.Places));
            }

            writer.WriteEndObject();
        });
        return new RpcReply(started, Sent: () => feed.Operations.Start(operation, () => RunAsync(feed, operation, runAsync)));
    }

    private static async Task RunAsync(ChainHeadFeed feed, ChainHeadOperation operation, Func<ChainHeadOperation, Task> runAsync)
    {
        try
        {
            await runAsync(operation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ChannelClosedException))
        {
            await TellAsync(feed, operation, ChainHeadEvent.OperationError(operation.Id, failure.Message)).ConfigureAwait(false);
        }
    }

    private static Task TellAsync(ChainHeadFeed feed, ChainHeadOperation operation, ReadOnlyMemory<byte> notification) =>
        feed.TellAsync(notification, operation.Stopping).AsTask();

    private static RpcReply Continue(RpcArguments arguments, RpcSession session)
    {
        string id = arguments.Text(1, "operationId");
        if (FeedOf(arguments, session)?.Operations.Find(id) is { } operation && !operation.TryContinue())
        {
            throw ChainHeadError.InvalidContinue();
        }

        return new RpcReply(RpcJson.Null);
    }

    private static RpcReply StopOperation(RpcArguments arguments, RpcSession session)
    {
        string id = arguments.Text(1, "operationId");
        FeedOf(arguments, session)?.Operations.Stop(id);
        return new RpcReply(RpcJson.Null);
    }

    private static RpcReply Unpin(RpcArguments arguments, RpcSession session)
    {
        Hash256[] hashes = arguments.Required(1, "hashOrHashes").ValueKind == JsonValueKind.Array
            ? arguments.ListOfHashes(1, "hashOrHashes")
            : [arguments.Hash(1, "hashOrHashes")];
        if (FeedOf(arguments, session) is { } feed)
        {
            if (hashes.Distinct().Count() != hashes.Length)
            {
                throw ChainHeadError.DuplicateHashes();
            }

            if (!feed.Pins.TryUnpin(hashes))
            {
                throw ChainHeadError.InvalidBlock();
            }
        }

        return new RpcReply(RpcJson.Null);
    }

    private static ChainHeadFeed? FeedOf(RpcArguments arguments, RpcSession session) =>
        session.Find(arguments.Text(0, "followSubscription")) as ChainHeadFeed;

    private static Block PinnedBlock(ChainHeadFeed feed, Hash256 hash) =>
        feed.Pins.TryFind(hash, out Block? block) ? block : throw ChainHeadError.InvalidBlock();
}
