using Microsoft.Extensions.Time.Testing;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DevnetChainForkTests
{
    private static readonly UInt128 Unit = 1_000_000_000_000;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private DevnetChain _chain = null!;
    private TestTransactions _transactions = null!;

    [SetUp]
    public void SetUp() => Start(FinalityPolicy.OnDemand);

    [TearDown]
    public async Task TearDownAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task DelayedFinalityFollowsTheBestBlock()
    {
        await _chain.DisposeAsync();
        Start(FinalityPolicy.DelayedBy(2));
        using Follower<Block> follower = _chain.FinalizedBlocks.Follow();
        for (int i = 0; i < 5; i++)
        {
            await _chain.SealAsync(default);
        }

        Assert.That(_chain.Finalized.Number, Is.EqualTo(3));
        Assert.That(follower.Items.ReadAvailable().Select(block => block.Number), Is.EqualTo((uint[])[0, 1, 2, 3]));
        await _chain.SetFinalityAsync(FinalityPolicy.Instant, default);
        Assert.That(_chain.Finalized.Number, Is.EqualTo(5));
        Assert.That(follower.Items.ReadAvailable().Select(block => block.Number), Is.EqualTo((uint[])[4, 5]));
    }

    [Test]
    public async Task AForkIsTheBestChainOnceItIsTheLongest()
    {
        Block a1 = await _chain.SealAsync(default);
        using Follower<ChainEvent> events = _chain.Events.Follow();
        using Follower<Block> best = _chain.BestBlocks.Follow();
        Block b1 = await _chain.SealOnAsync(_chain.Genesis.Hash, [], default);
        Assert.That(_chain.Best, Is.SameAs(a1));
        Assert.That(b1.Hash, Is.Not.EqualTo(a1.Hash), "also where the clock stands still");
        Block b2 = await _chain.SealOnAsync(b1.Hash, [], default);
        Assert.Multiple(() =>
        {
            Assert.That(_chain.Best, Is.SameAs(b2));
            Assert.That(_chain.At(1), Is.SameAs(b1));
            Assert.That(_chain.Find(a1.Hash), Is.SameAs(a1));
            Assert.That(best.Items.ReadAvailable(), Is.EqualTo((Block[])[a1, b2]));
        });
        List<ChainEvent> news = events.Items.ReadAvailable();
        Assert.Multiple(() =>
        {
            Assert.That(((ChainEvent.Started)news[0]).Tree.Best, Is.SameAs(a1));
            Assert.That(news[1], Is.EqualTo(new ChainEvent.Imported(b1)));
            Assert.That(news[2], Is.EqualTo(new ChainEvent.Imported(b2)));
            ChainEvent.BestChanged change = (ChainEvent.BestChanged)news[3];
            Assert.That(change.Retracted, Is.EqualTo((Block[])[a1]));
            Assert.That(change.Enacted, Is.EqualTo((Block[])[b1, b2]));
            Assert.That(news, Has.Count.EqualTo(4));
        });
    }

    [Test]
    public async Task ATransactionOfARetractedBlockGoesBackToThePoolAndComesIntoAnother()
    {
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        Block a1 = await _chain.SealAsync(default);
        Block b1 = await _chain.SealOnAsync(_chain.Genesis.Hash, [], default);
        Block b2 = await _chain.SealOnAsync(b1.Hash, [], default);
        Assert.That(_chain.Pool.Counts, Is.EqualTo((1, 0)));
        Assert.That(TestTransactions.Account(b2, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment));
        Block b3 = await _chain.SealAsync(default);
        await _chain.FinalizeAsync(b3.Hash, default);
        Assert.Multiple(() =>
        {
            Assert.That(TestTransactions.Account(b3, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + Unit));
            Assert.That(watch.Statuses.ReadAvailable(), Is.EqualTo((TransactionStatus[])
            [
                new(TransactionStatusKind.Ready),
                new(TransactionStatusKind.InBlock, a1.Hash, 1),
                new(TransactionStatusKind.Retracted, a1.Hash),
                new(TransactionStatusKind.Ready),
                new(TransactionStatusKind.InBlock, b3.Hash, 1),
                new(TransactionStatusKind.Finalized, b3.Hash, 1),
            ]));
        });
    }

    [Test]
    public async Task ATransactionThatBothForksHoldStaysInABlock()
    {
        byte[] transfer = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0);
        TransactionWatch watch = _chain.SubmitAndWatch(transfer);
        await _chain.SealAsync(default);
        Block b1 = await _chain.SealOnAsync(_chain.Genesis.Hash, [transfer], default);
        await _chain.SealOnAsync(b1.Hash, [], default);
        Assert.That(watch.Statuses.ReadAvailable()[^1], Is.EqualTo(new TransactionStatus(TransactionStatusKind.InBlock, b1.Hash, 1)));
        Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task ATransactionThatTheOtherForkMadeStaleIsInvalid()
    {
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        await _chain.SealAsync(default);
        byte[] other = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, 2 * Unit, 0);
        Block b1 = await _chain.SealOnAsync(_chain.Genesis.Hash, [other], default);
        await _chain.SealOnAsync(b1.Hash, [], default);
        Assert.That(watch.Statuses.ReadAvailable()[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
        Assert.That(TestTransactions.Account(_chain.Best, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + (2 * Unit)));
    }

    [Test]
    public async Task FinalityOfTheShorterForkRetractsTheLonger()
    {
        Block a1 = await _chain.SealAsync(default);
        Block a2 = await _chain.SealAsync(default);
        Block b1 = await _chain.SealOnAsync(_chain.Genesis.Hash, [], default);
        using Follower<ChainEvent> events = _chain.Events.Follow();
        await _chain.FinalizeAsync(b1.Hash, default);
        Assert.That(_chain.Best, Is.SameAs(b1));
        List<ChainEvent> news = events.Items.ReadAvailable();
        Assert.That(((ChainEvent.BestChanged)news[1]).Retracted, Is.EqualTo((Block[])[a2, a1]));
        Assert.That(((ChainEvent.Finalized)news[2]).Pruned, Is.EqualTo((Block[])[a1, a2]));
        ArgumentException refusal = Assert.ThrowsAsync<ArgumentException>(async () => await _chain.FinalizeAsync(a2.Hash, default))!;
        Assert.That(refusal.Message, Does.Contain(a2.Hash.ToString()).And.Contain("block 1").And.Contain(b1.Hash.ToString()));
        Assert.That(async () => await _chain.SealOnAsync(a1.Hash, [], default), Throws.ArgumentException);
    }

    [Test]
    public async Task AnUnknownBlockIsRefusedByName()
    {
        Hash256 unknown = new([.. Enumerable.Repeat((byte)7, 32)]);
        Assert.That(async () => await _chain.SealOnAsync(unknown, [], default), Throws.ArgumentException.With.Message.Contains(unknown.ToString()));
        Assert.That(async () => await _chain.FinalizeAsync(unknown, default), Throws.ArgumentException.With.Message.Contains(unknown.ToString()));
        await Task.CompletedTask;
    }

    [Test]
    public async Task ABlockOfATransactionThatCannotBeIncludedIsNotMade()
    {
        byte[] early = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 1);
        TransactionPoolException refusal = Assert.ThrowsAsync<TransactionPoolException>(async () => await _chain.SealOnAsync(_chain.Genesis.Hash, [early], default))!;
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((1010, "Transaction will be valid in the future")));
        Assert.That(_chain.Tree.Unfinalized, Is.Empty);
    }

    private void Start(FinalityPolicy finality)
    {
        DevnetGenesis genesis = DevnetGenesis.Development(new Dictionary<AccountId, UInt128>(), []);
        _chain = new DevnetChain(SharedRuntime.Instance, genesis, new ChainOptions { Seal = SealPolicy.OnDemand, Finality = finality, Time = _time });
        _transactions = new TestTransactions(_chain.Genesis.Hash);
    }
}
