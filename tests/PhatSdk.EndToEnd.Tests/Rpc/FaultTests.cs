using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Server;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
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
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<BlockRef> followed = [];
        Task following = FollowAsync(chain, followed, ending.Token);
        Task reading = ReadAsync(chain, () => proxy.Cuts >= Cuts, cancellationToken);

        await using CancellationTokenRegistration report = cancellationToken.Register(() =>
            TestContext.Progress.WriteLine($"{proxy.Connections} connections, {proxy.Cuts} cuts, {counted.Sent.Count} submissions, block {devnet.BlockNumber}, followed to {LastOf(followed)}"));
        List<UInt128> included = await SubmitAsync(chain, () => proxy.Cuts >= Cuts, cancellationToken);

        await reading;
        uint last = (await chain.GetHeaderAsync(await chain.GetFinalizedHeadAsync(cancellationToken), cancellationToken)).Number;
        while (!following.IsCompleted && LastOf(followed) < last)
        {
            await Task.Yield();
        }

        await ending.CancelAsync();
        Assert.That(async () => await following, Throws.InstanceOf<OperationCanceledException>());
        await using ChainClient witness = await ChainClient.ConnectAsync(devnet.Connect(), cancellationToken: cancellationToken);
        List<UInt128> moved = await AmountsAsync(witness, last, cancellationToken);
        Assert.That(proxy.Cuts, Is.GreaterThanOrEqualTo(Cuts));
        Assert.That(moved, Is.Unique, "no transfer was made twice");
        Assert.That(included, Is.Unique.And.SubsetOf(moved), "what was said to be in a block is");
        Assert.That(included, Has.Count.GreaterThan(10));
        Assert.That(counted.Sent.Values, Is.All.EqualTo(1), "no transaction was sent twice");
        BlockRef[] blocks = [.. followed];
        Assert.That(blocks.Select(block => block.Number), Is.EqualTo(Enumerable.Range((int)blocks[0].Number, blocks.Length)), "no block was lost or doubled");
        foreach (BlockRef block in blocks)
        {
            Assert.That(await witness.GetBlockHashAsync(block.Number, cancellationToken), Is.EqualTo(block.Hash));
        }
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

    private static async Task FollowAsync(ChainClient chain, List<BlockRef> followed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                IAsyncEnumerable<ChainBlock> blocks = followed.Count == 0
                    ? chain.FollowFinalizedAsync(0u, cancellationToken)
                    : chain.FollowFinalizedAsync(followed[^1], cancellationToken);
                await foreach (ChainBlock block in blocks.WithCancellation(cancellationToken))
                {
                    lock (followed)
                    {
                        followed.Add(block.Reference);
                    }
                }
            }
            catch (RpcConnectionException)
            {
                // Cut too often in a row: a user would go on from where he was, too.
            }
        }
    }

    private static uint? LastOf(List<BlockRef> followed)
    {
        lock (followed)
        {
            return followed.Count == 0 ? 0 : followed[^1].Number;
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

    private static async Task<List<UInt128>> SubmitAsync(ChainClient chain, Func<bool> isOver, CancellationToken cancellationToken)
    {
        ExtrinsicClient extrinsics = new(chain);
        List<UInt128> included = [];
        for (uint amount = 1; !isOver() || included.Count <= 10; amount++)
        {
            RuntimeCall call = RuntimeCall.Create(
                chain.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)), ("value", (UInt128)amount));
            try
            {
                await extrinsics.SubmitAsync(call, DevKeypairs.Alice, cancellationToken: cancellationToken);
                included.Add(amount);
            }
            catch (RpcConnectionException)
            {
                // It is not known whether it was taken; each amount is tried once, so that a doubled one would show.
            }
            catch (InvalidTransactionException)
            {
                // One that was not known to be taken has the nonce.
            }
        }

        return included;
    }

    private static async Task<List<UInt128>> AmountsAsync(ChainClient witness, uint last, CancellationToken cancellationToken)
    {
        List<UInt128> amounts = [];
        for (uint number = 1; number <= last; number++)
        {
            Hash256? hash = await witness.GetBlockHashAsync(number, cancellationToken);
            foreach (EventRecord record in await witness.GetEventsAsync(hash!.Value, cancellationToken))
            {
                if (record is { Pallet: "Balances", Name: "Transfer" } && record.Fields["to"].AsAccountId() == DevKeypairs.Bob.AccountId)
                {
                    amounts.Add(record.Fields["amount"].AsUInt128());
                }
            }
        }

        return amounts;
    }
}
