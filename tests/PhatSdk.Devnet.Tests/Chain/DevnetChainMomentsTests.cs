using Microsoft.Extensions.Time.Testing;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DevnetChainMomentsTests
{
    private static readonly UInt128 Unit = 1_000_000_000_000;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private DevnetChain _chain = null!;
    private TestTransactions _transactions = null!;

    [SetUp]
    public void SetUp()
    {
        DevnetGenesis genesis = DevnetGenesis.Development(new Dictionary<AccountId, UInt128>(), []);
        _chain = new DevnetChain(SharedRuntime.Instance, genesis, new ChainOptions { Seal = SealPolicy.OnDemand, Time = _time });
        _transactions = new TestTransactions(_chain.Genesis.Hash);
    }

    [TearDown]
    public async Task TearDownAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task ASnapshotBringsBackBlocksStateAndTime()
    {
        Block before = await _chain.SealAsync(default);
        ChainSnapshot snapshot = await _chain.SnapshotAsync(default);
        for (uint round = 0; round < 2; round++)
        {
            await _chain.SetTimeAsync((ulong)Start.AddYears(1).ToUnixTimeMilliseconds(), default);
            _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
            Block after = await _chain.SealAsync(default);
            Assert.That(TestTransactions.Account(_chain.Best, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + Unit));
            await _chain.RevertAsync(snapshot, default);
            Assert.Multiple(() =>
            {
                Assert.That(_chain.Best, Is.SameAs(before));
                Assert.That(_chain.Finalized, Is.SameAs(before));
                Assert.That(_chain.Find(after.Hash), Is.Null);
                Assert.That(_chain.At(2), Is.Null);
                Assert.That(_chain.Clock.GetUtcNow(), Is.EqualTo(Start));
                Assert.That(TestTransactions.Account(_chain.Best, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment));
            });
        }
    }

    [Test]
    public async Task WhatWaitedThenWaitsAgainAndWhatDidNotIsDropped()
    {
        TransactionWatch ready = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 2));
        ChainSnapshot snapshot = await _chain.SnapshotAsync(default);
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 1));
        TransactionWatch later = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 3));
        await _chain.SealAsync(default);
        TransactionWatch newest = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 4));
        await _chain.RevertAsync(snapshot, default);
        Assert.Multiple(() =>
        {
            Assert.That(_chain.Pool.Counts, Is.EqualTo((1, 1)));
            Assert.That(newest.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Dropped));
            Assert.That(later.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Finalized), "what was final was final to who watched");
            Assert.That(ready.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Finalized));
        });
        Assert.That((await _chain.SealAsync(default)).TransactionHashes, Is.EqualTo((Hash256[])[ready.Transaction]));
    }

    [Test]
    public async Task WhatIsNotFinalIsRetractedByARevert()
    {
        await _chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        TransactionWatch kept = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        Block first = await _chain.SealAsync(default);
        ChainSnapshot snapshot = await _chain.SnapshotAsync(default);
        TransactionWatch gone = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 1));
        Block second = await _chain.SealAsync(default);
        await _chain.RevertAsync(snapshot, default);
        await _chain.FinalizeAsync(first.Hash, default);
        Assert.Multiple(() =>
        {
            Assert.That(gone.Statuses.ReadAvailable().TakeLast(2), Is.EqualTo((TransactionStatus[])
                [new(TransactionStatusKind.Retracted, second.Hash), new(TransactionStatusKind.Dropped)]));
            Assert.That(kept.Statuses.ReadAvailable()[^1], Is.EqualTo(new TransactionStatus(TransactionStatusKind.Finalized, first.Hash, 1)));
        });
    }

    [Test]
    public async Task WhoFollowsHearsOfTheReset()
    {
        ChainSnapshot snapshot = await _chain.SnapshotAsync(default);
        await _chain.SealAsync(default);
        using Follower<ChainEvent> events = _chain.Events.Follow();
        using Follower<Block> best = _chain.BestBlocks.Follow();
        await _chain.RevertAsync(snapshot, default);
        Assert.That(((ChainEvent.Reset)events.Items.ReadAvailable()[^1]).Tree.Best, Is.SameAs(_chain.Genesis));
        Assert.That(best.Items.ReadAvailable()[^1], Is.SameAs(_chain.Genesis));
    }

    [Test]
    public async Task ASnapshotCostsTheSameHoweverLargeTheStateIs()
    {
        long[] allocated = new long[2];
        for (int i = 0; i < 2; i++)
        {
            await SnapshotAndRevertAsync();
            long before = GC.GetAllocatedBytesForCurrentThread();
            await SnapshotAndRevertAsync();
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            await _chain.SetStorageAsync(
                hash: null, [.. Enumerable.Range(0, 100_000).Select(number => ((ReadOnlyMemory<byte>)BitConverter.GetBytes(number * 2654435761L), (ReadOnlyMemory<byte>?)new byte[80]))], default);
        }

        Assert.That(allocated[1], Is.EqualTo(allocated[0]));

        async Task SnapshotAndRevertAsync() => await _chain.RevertAsync(await _chain.SnapshotAsync(default), default);
    }

    [Test]
    public async Task AnOlderBlockBecomesTheHead()
    {
        Block first = await _chain.SealAsync(default);
        await _chain.SealAsync(default);
        Block third = await _chain.SealAsync(default);
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        await _chain.SetHeadAsync(first.Hash, default);
        Assert.Multiple(() =>
        {
            Assert.That(_chain.Best, Is.SameAs(first));
            Assert.That(_chain.Finalized, Is.SameAs(first));
            Assert.That(_chain.At(2), Is.Null);
            Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 0)));
            Assert.That(watch.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Dropped));
        });
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _chain.SealAsync(default)).ParentHash, Is.EqualTo(first.Hash));
        await _chain.SetHeadAsync(third.Hash, default);
        Assert.That(Enumerable.Range(1, 3).Select(number => _chain.At((uint)number)!.Number), Is.EqualTo((uint[])[1, 2, 3]), "and back again");
        Assert.That(_chain.At(2)!.Hash, Is.EqualTo(third.ParentHash));
    }

    [Test]
    public async Task HeadsThatAreNotFinalStayOpen()
    {
        await _chain.SetFinalityAsync(FinalityPolicy.OnDemand, default);
        Block first = await _chain.SealAsync(default);
        Block second = await _chain.SealAsync(default);
        await _chain.SealAsync(default);
        await _chain.SetHeadAsync(second.Hash, default);
        Assert.That(_chain.Finalized, Is.SameAs(_chain.Genesis));
        Assert.That(_chain.Tree.Unfinalized, Is.EqualTo((Block[])[first, second]));
    }

    [Test]
    public async Task TheNextBlockHasTheTimeThatTheClockIsPutTo()
    {
        ulong to = (ulong)Start.AddDays(30).ToUnixTimeMilliseconds();
        await _chain.SetTimeAsync(to, default);
        Block first = await _chain.SealAsync(default);
        _time.Advance(TimeSpan.FromSeconds(6));
        Block second = await _chain.SealAsync(default);
        await _chain.AdvanceTimeAsync(TimeSpan.FromHours(1), default);
        Block third = await _chain.SealAsync(default);
        Assert.That((first.TimestampMs, second.TimestampMs, third.TimestampMs), Is.EqualTo((to, to + 6000, to + 6001 + 3_600_000)));
        ArgumentOutOfRangeException refusal = Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _chain.SetTimeAsync(to, default))!;
        Assert.That(refusal.Message, Does.Contain($"{third.TimestampMs} ms"));
    }

    [Test]
    public async Task TheClockMayGoBackWhereTheChainIsOlder()
    {
        await _chain.SetTimeAsync(1_000_000_000_000, default);
        Assert.That((await _chain.SealAsync(default)).TimestampMs, Is.EqualTo(1_000_000_000_000));
    }

    [Test]
    public async Task ValuesThatAreSetAreThereForWhatComesNext()
    {
        byte[] account = TestTransactions.AccountKey(Bob);
        ReadOnlyMemory<byte> rich = _chain.Best.State.Get(TestTransactions.AccountKey(DevKeypairs.Alice.AccountId))!.Value;
        byte[] changed = rich.ToArray();
        changed[16] ^= 1;
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Charlie, Bob, Unit, 0));
        await _chain.SetStorageAsync(
            hash: null, [(account, changed), (TestTransactions.AccountKey(DevKeypairs.Charlie.AccountId), default(ReadOnlyMemory<byte>?))], default);
        Block block = await _chain.SealAsync(default);
        Assert.Multiple(() =>
        {
            Assert.That(TestTransactions.Account(_chain.At(0)!, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment ^ 1));
            Assert.That(TestTransactions.Account(block, Bob).Free, Is.EqualTo(TestTransactions.Account(_chain.Genesis, Bob).Free));
            Assert.That(watch.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid), "its account is gone");
        });
        Assert.That(async () => await _chain.SetStorageAsync(null, [(":child_storage:default:x"u8.ToArray(), new byte[1])], default), Throws.ArgumentException);
    }

    [Test]
    public async Task WhoGoesAlongIsWaitedForAndPutBack()
    {
        FakeCompanion companion = new();
        _chain.Join(companion);
        ChainSnapshot snapshot = await _chain.SnapshotAsync(default);
        Block block = await _chain.SealAsync(default);
        await _chain.RevertAsync(snapshot, default);
        await _chain.SetHeadAsync(_chain.Genesis.Hash, default);
        _chain.Leave(companion);
        await _chain.RevertAsync(snapshot, default);
        Assert.That(companion.Heard, Is.EqualTo((string[])["settle 0", "settle 1", "reset 0 True", "settle 0", "reset 0 False"]));
        Assert.That(block.Number, Is.EqualTo(1));
    }

    [Test]
    public async Task SealingIsPausedAndGoesOn()
    {
        await _chain.SetSealingAsync(SealPolicy.Instant, default);
        Assert.That((await LastOfAsync(0)).Kind, Is.EqualTo(TransactionStatusKind.Finalized));
        await _chain.SetSealingAsync(SealPolicy.OnDemand, default);
        TransactionWatch waiting = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 1));
        Assert.That(_chain.Pool.Counts.Ready, Is.EqualTo(1));
        await _chain.SetSealingAsync(SealPolicy.Instant, default);
        Assert.That((await waiting.Statuses.ReadAllAsync().ToListAsync())[^1].Kind, Is.EqualTo(TransactionStatusKind.Finalized), "what waited comes in at once");
    }

    private async Task<TransactionStatus> LastOfAsync(uint nonce)
    {
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, nonce));
        return (await watch.Statuses.ReadAllAsync().ToListAsync())[^1];
    }

    private sealed class FakeCompanion : IChainCompanion
    {
        public List<string> Heard { get; } = [];

        public Task SettleAsync(Block finalized, CancellationToken cancellationToken)
        {
            Heard.Add($"settle {finalized.Number}");
            return Task.CompletedTask;
        }

        public void Reset(Block finalized, bool keepsPool) => Heard.Add($"reset {finalized.Number} {keepsPool}");
    }
}
