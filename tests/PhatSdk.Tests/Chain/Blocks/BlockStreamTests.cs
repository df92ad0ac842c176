using System.Diagnostics;
using CsCheck;
using PhatSdk.Chain.Backends;
using PhatSdk.Chain.Blocks;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain.Blocks;

/// <summary>Streams of blocks over nodes whose chain forks, whose wire breaks, and which lie.</summary>
internal sealed class BlockStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ForkingChain _node = null!;
    private FinalizedBlocks _finalized = null!;
    private BestBlocks _best = null!;

    [SetUp]
    public void Connect() => (_node, _finalized, _best) = Open();

    [Test]
    public async Task FinalBlocksThatTheNodeSkipsAreRead()
    {
        _node.Build(_node.Genesis, 200);
        _node.Finalize(3);
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(null, null, default).GetAsyncEnumerator();

        Assert.That((await NextAsync(stream)).Number, Is.EqualTo(3));
        _node.Finalize(180);
        for (uint number = 4; number <= 183; number++)
        {
            Assert.That(await NextAsync(stream), Is.EqualTo(_node.OnBestChain(number)));
        }
    }

    [Test]
    public async Task FinalBlocksAreFollowedFromThePast()
    {
        _node.Build(_node.Genesis, 150);
        _node.Finalize(150);
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(0, null, default).GetAsyncEnumerator();
        for (uint number = 0; number <= 150; number++)
        {
            Assert.That((await NextAsync(stream)).Number, Is.EqualTo(number));
        }
    }

    [Test]
    public async Task FinalBlocksAreFollowedFromTheFuture()
    {
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(2, null, default).GetAsyncEnumerator();
        ValueTask<bool> moving = stream.MoveNextAsync();
        _node.Build(_node.Genesis, 3);
        _node.Finalize(1);
        _node.Finalize(2);

        Assert.That(await moving, Is.True);
        Assert.That(stream.Current.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task SuccessorOfAnotherChainsBlockIsRefused()
    {
        _node.Build(_node.Genesis, 10);
        _node.Finalize(10);
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(5, default(Primitives.Hash256), default).GetAsyncEnumerator();

        Assert.That(
            Assert.ThrowsAsync<RpcFormatException>(async () => await stream.MoveNextAsync())!.Message, Does.Contain("the chain is another one than before"));
    }

    [Test]
    public async Task TwoFinalBlocksOfOneNumberAreRefused()
    {
        _node.Build(_node.Genesis, 2);
        _node.Finalize(2);
        ChainBlock final = _node.Final;
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(null, null, default).GetAsyncEnumerator();
        Assert.That(await NextAsync(stream), Is.EqualTo(final));
        ForkingChain other = new();
        other.Build(other.Genesis, 1);
        other.Build(other.Genesis, 2);
        _node.TellOld(other.Best);

        Assert.That(
            Assert.ThrowsAsync<RpcFormatException>(async () => await stream.MoveNextAsync())!.Message, Does.Contain($"is told to be final after block {final.Hash}"));
    }

    [Test]
    public async Task NodeThatHasNotWhatItSaysIsFinalIsRefused()
    {
        _node.Build(_node.Genesis, 200);
        _node.Finalize(1);
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(null, null, default).GetAsyncEnumerator();
        await NextAsync(stream);
        _node.Connection.Answer("chain_getBlockHash", "null");
        _node.Finalize(190);

        Assert.That(Assert.ThrowsAsync<RpcFormatException>(async () => await stream.MoveNextAsync())!.Message, Does.Contain("not all of the blocks 2 to 65"));
    }

    [Test]
    public async Task NodeThatIsBehindIsWaitedFor()
    {
        _node.Build(_node.Genesis, 200);
        _node.Finalize(100);
        ChainBlock hundred = _node.Final;
        await using IAsyncEnumerator<ChainBlock> stream = _finalized.FollowAsync(100, null, default).GetAsyncEnumerator();
        await NextAsync(stream);
        ValueTask<bool> moving = stream.MoveNextAsync();
        _node.TellOld(_node.OnBestChain(90));
        _node.Cut();
        _node.Finalize(1);

        Assert.That(await moving, Is.True);
        Assert.That(stream.Current.ParentHash, Is.EqualTo(hundred.Hash));
    }

    [Test]
    public async Task BestBlocksThatAreGivenUpAreRetractedNewestFirst()
    {
        _node.Build(_node.Genesis, 3);
        await using IAsyncEnumerator<HeadChange> stream = _best.FollowAsync(default).GetAsyncEnumerator();
        ChainBlock three = _node.Best;
        Assert.That(await NextAsync(stream), Is.EqualTo(new HeadChange(HeadChangeKind.Added, three)));
        _node.Build(three, 1);
        ChainBlock four = _node.Best;
        Assert.That(await NextAsync(stream), Is.EqualTo(new HeadChange(HeadChangeKind.Added, four)));
        // Below the first block that was told.
        _node.Reorganise(3);

        HeadChange[] changes = [await NextAsync(stream), await NextAsync(stream), await NextAsync(stream), await NextAsync(stream), await NextAsync(stream), await NextAsync(stream)];

        Assert.That(changes, Is.EqualTo(new HeadChange[]
        {
            new(HeadChangeKind.Retracted, four),
            new(HeadChangeKind.Retracted, three),
            new(HeadChangeKind.Added, _node.OnBestChain(2)),
            new(HeadChangeKind.Added, _node.OnBestChain(3)),
            new(HeadChangeKind.Added, _node.OnBestChain(4)),
            new(HeadChangeKind.Added, _node.OnBestChain(5)),
        }));
    }

    [Test]
    public async Task ChainThatMeetsNothingKnownIsRefused()
    {
        _node.Build(_node.Genesis, 3);
        await using IAsyncEnumerator<HeadChange> stream = _best.FollowAsync(default).GetAsyncEnumerator();
        await NextAsync(stream);
        ForkingChain other = new();
        other.Build(other.Genesis, 1);
        other.Build(other.Genesis, 5);
        _node.Connection.Answer("chain_getHeader", parameters => ForkingChain.JsonOf(parameters[0].GetString() == _node.Best.ParentHash.ToString()
            ? _node.OnBestChain(2).Header
            : other.OnBestChain(2).Header));
        _node.TellOld(other.Best);

        Assert.ThrowsAsync<RpcFormatException>(async () => await stream.MoveNextAsync());
    }

    [Test]
    public async Task WireThatDoesNotComeBackEndsTheStream()
    {
        _node.Build(_node.Genesis, 3);
        await using IAsyncEnumerator<HeadChange> stream = _best.FollowAsync(default).GetAsyncEnumerator();
        await NextAsync(stream);
        _node.MostFaultsInARow = int.MaxValue;
        _node.BreakNext(int.MaxValue);
        _node.Cut();

        Assert.ThrowsAsync<RpcConnectionException>(async () => await stream.MoveNextAsync());
    }

    [Test]
    public async Task CancellationEndsEachWait()
    {
        using CancellationTokenSource source = new();
        await using IAsyncEnumerator<HeadChange> best = _best.FollowAsync(source.Token).GetAsyncEnumerator();
        await using IAsyncEnumerator<ChainBlock> finalized = _finalized.FollowAsync(null, null, source.Token).GetAsyncEnumerator();
        await NextAsync(best);
        await NextAsync(finalized);
        ValueTask<bool> one = best.MoveNextAsync();
        ValueTask<bool> other = finalized.MoveNextAsync();

        await source.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(async () => await one);
        Assert.CatchAsync<OperationCanceledException>(async () => await other);
    }

    /// <summary>Whatever the chain and the wire do, the steps of the best chain make a chain, and end where the node's is.</summary>
    [Test]
    public async Task BestBlocksAreAlwaysAChain() => await Gen.Int[0, 99].Array[0, 60].SampleAsync(
        async actions =>
        {
            (ForkingChain node, _, BestBlocks best) = Open();
            using CancellationTokenSource ending = new();
            List<ChainBlock> chain = [];
            ChainBlock? top = null;
            Task following = Task.Run(async () =>
            {
                await foreach (HeadChange change in best.FollowAsync(ending.Token))
                {
                    if (change.Kind == HeadChangeKind.Retracted)
                    {
                        Require(chain.Count > 0 && chain[^1] == change.Block, $"{change} is not on top");
                        chain.RemoveAt(chain.Count - 1);
                    }
                    else
                    {
                        Require(chain.Count == 0 || chain[^1].Hash == change.Block.ParentHash, $"{change} does not follow");
                        chain.Add(change.Block);
                    }

                    Volatile.Write(ref top, change.Block);
                }
            });
            await ActAsync(node, actions);
            ChainBlock last = AddOne(node);
            using CancellationTokenSource patience = new(Patience);
            while (Volatile.Read(ref top) != last && !following.IsCompleted)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await ending.CancelAsync();
            await EndAsync(following);
            Require(chain[^1] == node.Best, "the newest block was not told");
            Require(chain.TrueForAll(block => node.OnBestChain(block.Number) == block), "a block is of another fork");
        },
        iter: 60);

    /// <summary>Whatever the chain and the wire do, each final block is told once.</summary>
    [Test]
    public async Task FinalBlocksAreToldOnceEach() => await Gen.Int[0, 99].Array[0, 60].SampleAsync(
        async actions =>
        {
            (ForkingChain node, FinalizedBlocks finalized, _) = Open();
            using CancellationTokenSource ending = new();
            List<ChainBlock> told = [];
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            uint last = uint.MaxValue;
            Task following = Task.Run(async () =>
            {
                await foreach (ChainBlock block in finalized.FollowAsync(0, null, ending.Token))
                {
                    told.Add(block);
                    if (block.Number == Volatile.Read(ref last))
                    {
                        reached.TrySetResult();
                    }
                }
            });
            await ActAsync(node, actions);
            Volatile.Write(ref last, AddOne(node).Number);
            node.Finalize(int.MaxValue);
            await Task.WhenAny(reached.Task, following).WaitAsync(Patience);
            await ending.CancelAsync();
            await EndAsync(following);
            Require(told.Count == node.Final.Number + 1, $"{told.Count} blocks were told of {node.Final.Number + 1}");
            for (int i = 0; i < told.Count; i++)
            {
                Require(told[i] == node.OnBestChain((uint)i), $"block {i} is another one");
            }
        },
        iter: 60);

    private static (ForkingChain Node, FinalizedBlocks Finalized, BestBlocks Best) Open()
    {
        ForkingChain node = new();
        LegacyBackend backend = new(new RpcClient(node.Connection));
        WireRetry retry = new(new InstantTimeProvider());
        return (node, new FinalizedBlocks(backend, retry), new BestBlocks(backend, retry));
    }

    private static async Task ActAsync(ForkingChain node, int[] actions)
    {
        foreach (int action in actions)
        {
            switch (action)
            {
                case < 40:
                    node.Build(node.Best, 1 + (action / 10), tellsAll: action % 2 == 0);
                    break;
                case < 55:
                    node.Reorganise(1 + (action % 5));
                    break;
                case < 70:
                    node.Finalize(1 + (action % 4));
                    break;
                case < 75:
                    node.Build(node.Best, 70, tellsAll: false);
                    break;
                case < 80:
                    node.Repeat();
                    break;
                case < 85:
                    node.TellOld(node.Final);
                    break;
                case < 92:
                    node.Cut();
                    break;
                default:
                    node.BreakNext(action % 4);
                    break;
            }

            if (action % 3 == 0)
            {
                await Task.Yield();
            }
        }
    }

    private static ChainBlock AddOne(ForkingChain node)
    {
        node.BreakNext(0);
        node.Build(node.Best, 1);
        return node.Best;
    }

    private static async Task EndAsync(Task following)
    {
        try
        {
            await following;
        }
        catch (OperationCanceledException)
        {
            // As it was told.
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new UnreachableException(message);
        }
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> stream)
    {
        Assert.That(await stream.MoveNextAsync().AsTask().WaitAsync(Patience), Is.True);
        return stream.Current;
    }
}
