using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Server;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.EndToEnd.Tests.Rpc;

/// <summary>A session of reading, following and submitting, over a wire that is cut a thousand times, after each of its frames.</summary>
internal sealed class FaultTests
{
    private const int Cuts = 1000;
    private const int MostFrames = 48;

    [Test]
    [CancelAfter(100_000)]
    public async Task NothingIsLostDoubledOrSentTwiceOverAThousandCuts(CancellationToken cancellationToken)
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions(), Seal = SealPolicy.Every(TimeSpan.FromMilliseconds(20)) }, cancellationToken);
        TcpFaultProxy? good = null;
        await using TcpFaultProxy proxy = new(devnet.Server!.WebSocketEndpoint, connection => good is { Cuts: >= Cuts } ? TcpFault.None : FaultOf(connection));
        good = proxy;
        CountedSubmissions counted = new();
        ReconnectionOptions reconnection = new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2), MaxReadAttempts = 500 };
        WebSocketConnectionOptions socket = new() { RequestTimeout = TimeSpan.FromSeconds(20) };
        RpcEndpoint endpoint = new("proxy", async token => counted.Watch(await WebSocketConnection.ConnectAsync(proxy.WebSocketEndpoint, socket, token)));
        await using ChainClient chain = await ChainClient.ConnectAsync(
            new ReconnectingConnection(endpoint, reconnection), new ChainClientOptions { TimeProvider = new InstantTimeProvider() }, cancellationToken);
        uint last = uint.MaxValue;
        Task<List<BlockRef>> blocks = FollowBlocksAsync(chain, () => Volatile.Read(ref last), cancellationToken);
        Task<List<ChainEvent>> events = FollowEventsAsync(chain, () => Volatile.Read(ref last), cancellationToken);
        Task reading = ReadAsync(chain, () => proxy.Cuts >= Cuts, cancellationToken);

        await using CancellationTokenRegistration report = cancellationToken.Register(() =>
            TestContext.Progress.WriteLine($"{proxy.Connections} connections, {proxy.Cuts} cuts, {counted.Sent.Count} submissions, block {devnet.BlockNumber}"));
        (List<UInt128> included, List<UInt128> missing) = await SubmitAsync(chain, () => proxy.Cuts >= Cuts, cancellationToken);

        await reading;
        Volatile.Write(ref last, devnet.BlockNumber);
        Assert.That(proxy.Cuts, Is.GreaterThanOrEqualTo(Cuts));
        Assert.That(included, Has.Count.GreaterThan(10));
        Assert.That(counted.Sent.Values, Is.All.EqualTo(1), "no transaction was sent twice");
        await using ChainClient witness = await ChainClient.ConnectAsync(devnet.Connect(), cancellationToken: cancellationToken);
        await AssertBlocksAsync(await blocks, witness, cancellationToken);
        List<ChainEvent> told = await events;
        await AssertEventsAsync(told, witness, cancellationToken);
        UInt128[] moved = [.. AmountsOf(told)];
        Assert.That(moved, Is.Unique, "no transfer was made twice");
        Assert.That(included, Is.Unique.And.SubsetOf(moved), "what was said to be in a block is");
        Assert.That(moved, Is.SubsetOf(included.Concat(missing)), "what is in a block was not said never to come");
    }

    // Each connection is cut after another frame of its session, in another way.
    private static TcpFault FaultOf(int connection) => new()
    {
        CutAfterFrames = 1 + (connection % MostFrames),
        PassesLastFrame = connection / MostFrames % 2 == 0,
        HalfCloses = connection % 5 == 1,
        AnswersGarbage = connection % 5 == 2,
        Duplicates = connection % 3 == 0,
        SegmentSize = connection % 7 == 0 ? 3 : null,
        Delays = connection % 2 == 0,
    };

    private static async Task<List<BlockRef>> FollowBlocksAsync(ChainClient chain, Func<uint> last, CancellationToken cancellationToken)
    {
        List<BlockRef> followed = [];
        await FollowAsync(
            () => followed.Count == 0 ? chain.FollowFinalizedAsync(0u, cancellationToken) : chain.FollowFinalizedAsync(followed[^1], cancellationToken),
            block =>
            {
                followed.Add(block.Reference);
                return block.Number < last();
            });
        return followed;
    }

    // All events: each block has some, so that the end is seen.
    private static async Task<List<ChainEvent>> FollowEventsAsync(ChainClient chain, Func<uint> last, CancellationToken cancellationToken)
    {
        List<ChainEvent> told = [];
        await FollowAsync(
            () => chain.FollowEventsAsync(new EventFollowOptions { From = 0, After = told.Count == 0 ? null : told[^1].Position }, cancellationToken),
            one =>
            {
                bool isBefore = one.Position.BlockNumber <= last();
                if (isBefore)
                {
                    told.Add(one);
                }

                return isBefore;
            });
        return told;
    }

    // A wire that was cut too often in a row counts as gone: a user goes on from where he was, too.
    private static async Task FollowAsync<T>(Func<IAsyncEnumerable<T>> follow, Func<T, bool> take)
    {
        while (true)
        {
            try
            {
                await foreach (T one in follow())
                {
                    if (!take(one))
                    {
                        return;
                    }
                }
            }
            catch (RpcConnectionException)
            {
            }
        }
    }

    private static async Task ReadAsync(ChainClient chain, Func<bool> isOver, CancellationToken cancellationToken)
    {
        UInt128 least = 0;
        while (!isOver())
        {
            UInt128 free = (await chain.GetAccountAsync(DevKeypairs.Bob.AccountId, cancellationToken: cancellationToken)).Free;
            Assert.That(free, Is.GreaterThanOrEqualTo(least));
            least = free;
        }
    }

    // A submission ends in a receipt, or in the word that the extrinsic is nowhere, or never will be. Each amount is tried once, so that a doubled one would show.
    private static async Task<(List<UInt128> Included, List<UInt128> Missing)> SubmitAsync(ChainClient chain, Func<bool> isOver, CancellationToken cancellationToken)
    {
        ExtrinsicClient extrinsics = new(chain);
        List<UInt128> included = [];
        List<UInt128> missing = [];
        for (uint amount = 1; !isOver() || included.Count <= 10; amount++)
        {
            RuntimeCall call = RuntimeCall.Create(
                chain.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)), ("value", (UInt128)amount));
            try
            {
                ExtrinsicReceipt receipt = await extrinsics.SubmitAsync(call, DevKeypairs.Alice, cancellationToken: cancellationToken);
                Assert.That(AmountsOf(receipt.Events), Is.EqualTo(new[] { (UInt128)amount }), "the receipt is the extrinsic's own");
                included.Add(amount);
            }
            catch (ExtrinsicLostException lost) when (lost.Status.Kind == ExtrinsicStatusKind.Missing)
            {
                missing.Add(amount);
            }
            catch (ExtrinsicLostException lost) when (lost.Status.Kind == ExtrinsicStatusKind.Expired)
            {
            }
        }

        return (included, missing);
    }

    private static async Task AssertBlocksAsync(List<BlockRef> blocks, ChainClient witness, CancellationToken cancellationToken)
    {
        Assert.That(blocks.Select(block => (int)block.Number), Is.EqualTo(Enumerable.Range(0, blocks.Count)), "no block was lost or doubled");
        foreach (BlockRef block in blocks)
        {
            Assert.That(await witness.GetBlockHashAsync(block.Number, cancellationToken), Is.EqualTo(block.Hash));
        }
    }

    private static async Task AssertEventsAsync(List<ChainEvent> told, ChainClient witness, CancellationToken cancellationToken)
    {
        List<EventPosition> positions = [];
        for (uint number = 0; number <= told[^1].Position.BlockNumber; number++)
        {
            Hash256 hash = await witness.GetBlockHashAsync(number, cancellationToken);
            IReadOnlyList<EventRecord> records = await witness.GetEventsAsync(hash, cancellationToken);
            positions.AddRange(records.Select((_, index) => new EventPosition(number, hash, (uint)index)));
        }

        Assert.That(told.Select(one => one.Position), Is.EqualTo(positions), "no event was lost or doubled");
    }

    private static IEnumerable<UInt128> AmountsOf(IEnumerable<ChainEvent> events) => AmountsOf(events.Select(one => one.Record));

    private static IEnumerable<UInt128> AmountsOf(IEnumerable<EventRecord> events) => events
        .Where(record => record is { Pallet: "Balances", Name: "Transfer" } && record.Fields["to"].AsAccountId() == DevKeypairs.Bob.AccountId)
        .Select(record => record.Fields["amount"].AsUInt128());
}
