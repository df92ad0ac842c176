using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain.Pool;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransactionPoolTests
{
    private readonly FakeValidator _validator = new();
    private readonly FakeTimeProvider _time = new();
    private TransactionPool _pool = null!;

    [SetUp]
    public void SetUp() => _pool = NewPool(new PoolOptions());

    [Test]
    public void ReadyOnesAreOrderedByPriorityThenArrival()
    {
        _pool.Submit(_validator.Valid("low", priority: 1));
        _pool.Submit(_validator.Valid("high", priority: 9));
        _pool.Submit(_validator.Valid("low later", priority: 1));
        Assert.That(Ready(), Is.EqualTo("high, low, low later"));
    }

    [Test]
    public void OfEqualPriorityTheShorterLifeGoesFirst()
    {
        _pool.Submit(_validator.Valid("long", longevity: 64));
        _pool.Submit(_validator.Valid("short", longevity: 8));
        Assert.That(Ready(), Is.EqualTo("short, long"));
    }

    [Test]
    public void WhatIsRequiredGoesFirstWhateverItsPriority()
    {
        _pool.Submit(_validator.Valid("first", provides: ["a1"], priority: 1));
        _pool.Submit(_validator.Valid("second", requires: ["a1"], provides: ["a2"], priority: 100));
        _pool.Submit(_validator.Valid("other", priority: 50));
        Assert.That(Ready(), Is.EqualTo("other, first, second"));
    }

    [Test]
    public void OneThatRequiresSomethingWaitsAndBecomesReadyWithIt()
    {
        TransactionWatch third = _pool.SubmitAndWatch(_validator.Valid("third", requires: ["a2"], provides: ["a3"]));
        TransactionWatch second = _pool.SubmitAndWatch(_validator.Valid("second", requires: ["a1"], provides: ["a2"]));
        Assert.That(_pool.Counts, Is.EqualTo((0, 2)));
        _pool.Submit(_validator.Valid("first", provides: ["a1"]));
        Assert.Multiple(() =>
        {
            Assert.That(Ready(), Is.EqualTo("first, second, third"));
            Assert.That(Statuses(third), Is.EqualTo("Future, Ready"));
            Assert.That(Statuses(second), Is.EqualTo("Future, Ready"));
        });
    }

    [Test]
    public void OneThatWaitsForTheChainBecomesReadyWithTheBlock()
    {
        byte[] first = _validator.Valid("first", provides: ["a1"]);
        _pool.Submit(first);
        _pool.Submit(_validator.Valid("both", requires: ["a1", "b1"], provides: ["a2"]));
        Import(1, "first");
        Assert.That(_pool.Counts, Is.EqualTo((0, 1)), "b1 is still missing");
        _pool.Submit(_validator.Valid("other", provides: ["b1"]));
        Assert.That(Ready(), Is.EqualTo("other, both"));
    }

    [Test]
    public void OneWhoseProviderIsInABlockStaysReady()
    {
        _pool.Submit(_validator.Valid("first", provides: ["a1"]));
        _pool.Submit(_validator.Valid("second", requires: ["a1"], provides: ["a2"]));
        Import(1, "first");
        Assert.That(Ready(), Is.EqualTo("second"));
    }

    [Test]
    public void AWatchTellsOfBlockAndFinality()
    {
        TransactionWatch watch = _pool.SubmitAndWatch(_validator.Valid("first"));
        Import(1, "first", finalize: true);
        List<TransactionStatus> statuses = All(watch);
        Assert.Multiple(() =>
        {
            Assert.That(Kinds(statuses), Is.EqualTo("Ready, InBlock, Finalized"));
            Assert.That(statuses[1].Hash, Is.EqualTo(Block(1).Hash));
            Assert.That(statuses[2].Hash, Is.EqualTo(Block(1).Hash));
            Assert.That(watch.Statuses.Completion.IsCompletedSuccessfully, Is.True);
        });
    }

    [Test]
    public void AHigherPriorityUsurpsAndTakesDependentsAlong()
    {
        TransactionWatch old = _pool.SubmitAndWatch(_validator.Valid("old", provides: ["a1", "x"], priority: 5));
        TransactionWatch onX = _pool.SubmitAndWatch(_validator.Valid("on x", requires: ["x"], provides: ["y"]));
        TransactionWatch onA = _pool.SubmitAndWatch(_validator.Valid("on a", requires: ["a1"], provides: ["a2"]));
        byte[] replacement = _validator.Valid("new", provides: ["a1"], priority: 6);
        Hash256 hash = _pool.Submit(replacement);
        Assert.Multiple(() =>
        {
            Assert.That(Ready(), Is.EqualTo("new, on a"), "what the new one provides too is still there");
            Assert.That(All(old)[^1], Is.EqualTo(new TransactionStatus(TransactionStatusKind.Usurped, hash)));
            Assert.That(All(onX)[^1].Kind, Is.EqualTo(TransactionStatusKind.Usurped));
            Assert.That(Statuses(onA), Is.EqualTo("Ready"));
        });
    }

    [TestCase(5UL)]
    [TestCase(4UL)]
    public void ALowerOrEqualPriorityIsRefused(ulong priority)
    {
        _pool.Submit(_validator.Valid("old", provides: ["a1"], priority: 5));
        TransactionPoolException refusal = Refusal(_validator.Valid("new", provides: ["a1"], priority: priority));
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(1014));
            Assert.That(refusal.Reason, Is.EqualTo($"Priority is too low: (5 vs {priority})"));
            Assert.That(Ready(), Is.EqualTo("old"));
        });
    }

    [Test]
    public void OneOfTwoThatWaitForTheSameLosesWhenTheyBecomeReady()
    {
        TransactionWatch one = _pool.SubmitAndWatch(_validator.Valid("one", requires: ["a1"], provides: ["a2"], priority: 5));
        TransactionWatch other = _pool.SubmitAndWatch(_validator.Valid("other", requires: ["a1"], provides: ["a2"], priority: 4));
        _pool.Submit(_validator.Valid("first", provides: ["a1"]));
        Assert.Multiple(() =>
        {
            Assert.That(Ready(), Is.EqualTo("first, one"));
            Assert.That(Statuses(one), Is.EqualTo("Future, Ready"));
            Assert.That(Statuses(other), Is.EqualTo("Future, Invalid"));
        });
    }

    [Test]
    public void TheSameTransactionTwiceIsRefused()
    {
        byte[] bytes = _validator.Valid("first");
        Hash256 hash = _pool.Submit(bytes);
        TransactionPoolException refusal = Refusal(bytes);
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(1013));
            Assert.That(refusal.Detail, Is.EqualTo(hash.ToString()));
            Assert.That(_validator.Calls, Is.EqualTo(1), "the runtime is not asked again");
        });
    }

    [Test]
    public void AnInvalidOneIsRefusedWithTheReason()
    {
        TransactionPoolException refusal = Refusal(_validator.Invalid("bad", TransactionValidityError.Payment));
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(1010));
            Assert.That(refusal.Reason, Is.EqualTo("Invalid Transaction"));
            Assert.That(refusal.Detail, Is.EqualTo("Inability to pay some fees (e.g. account balance too low)"));
        });
    }

    [Test]
    public void AnUndecidableOneIsRefusedWithACodeOfItsOwn()
    {
        TransactionPoolException refusal = Refusal(_validator.Invalid("unknown", new TransactionValidityError(true, 1)));
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((1011, "NoUnsignedValidator")));
    }

    [Test]
    public void OneThatProvidesNothingIsRefused() =>
        Assert.That(Refusal(_validator.Valid("nothing", provides: [])).Code, Is.EqualTo(1019));

    [Test]
    public void AnInvalidOneIsBannedForTheTimeGiven()
    {
        _pool = NewPool(new PoolOptions { BanTime = TimeSpan.FromMinutes(30) });
        byte[] bytes = _validator.Invalid("bad", TransactionValidityError.Payment);
        Refusal(bytes);
        Assert.That(Refusal(bytes).Code, Is.EqualTo(1012));
        _time.Advance(TimeSpan.FromMinutes(30));
        _validator.Valid("bad");
        Assert.That(() => _pool.Submit(bytes), Throws.Nothing);
    }

    [Test]
    public void ByDefaultNothingIsBanned()
    {
        byte[] bytes = _validator.Invalid("bad", TransactionValidityError.Payment);
        Refusal(bytes);
        _validator.Valid("bad");
        Assert.That(() => _pool.Submit(bytes), Throws.Nothing);
    }

    [Test]
    public void ARejectedOneGoesWithItsDependents()
    {
        _pool = NewPool(new PoolOptions { BanTime = TimeSpan.FromMinutes(30) });
        byte[] first = _validator.Valid("first", provides: ["a1"]);
        TransactionWatch watch = _pool.SubmitAndWatch(first);
        TransactionWatch dependent = _pool.SubmitAndWatch(_validator.Valid("second", requires: ["a1"], provides: ["a2"]));
        _pool.Submit(_validator.Valid("other"));
        _pool.Reject(_pool.Ready().Single(transaction => transaction.Hash == watch.Transaction));
        Assert.Multiple(() =>
        {
            Assert.That(Ready(), Is.EqualTo("other"));
            Assert.That(All(watch)[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
            Assert.That(All(dependent)[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
            Assert.That(Refusal(first).Code, Is.EqualTo(1012));
        });
    }

    [Test]
    public void ABlockOutdatesWhatProvidesTheSame()
    {
        _pool.Submit(_validator.Valid("first", provides: ["a1"], priority: 9));
        TransactionWatch waiting = _pool.SubmitAndWatch(_validator.Valid("stale", requires: ["a0"], provides: ["a1"]));
        Import(1, "first");
        Assert.That(_pool.Counts, Is.EqualTo((0, 0)));
        Assert.That(All(waiting)[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
    }

    [Test]
    public void OneThatOutlivesItsTimeGoes()
    {
        TransactionWatch ready = _pool.SubmitAndWatch(_validator.Valid("ready", longevity: 2));
        TransactionWatch future = _pool.SubmitAndWatch(_validator.Valid("future", requires: ["never"], longevity: 2));
        Import(1);
        Assert.That(_pool.Counts, Is.EqualTo((1, 1)));
        Import(2);
        Assert.Multiple(() =>
        {
            Assert.That(_pool.Counts, Is.EqualTo((0, 0)));
            Assert.That(All(ready)[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
            Assert.That(All(future)[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
        });
    }

    [Test]
    public void AFullPoolDropsTheLastOfTheOrder()
    {
        _pool = NewPool(new PoolOptions { Ready = new QueueLimit(2, 1000) });
        TransactionWatch low = _pool.SubmitAndWatch(_validator.Valid("low", priority: 1));
        _pool.Submit(_validator.Valid("middle", priority: 2));
        _pool.Submit(_validator.Valid("high", priority: 3));
        Assert.Multiple(() =>
        {
            Assert.That(Ready(), Is.EqualTo("high, middle"));
            Assert.That(All(low)[^1].Kind, Is.EqualTo(TransactionStatusKind.Dropped));
            Assert.That(Refusal(_validator.Valid("too low", priority: 1)).Code, Is.EqualTo(1016));
        });
    }

    [Test]
    public void BytesAreLimitedToo()
    {
        _pool = NewPool(new PoolOptions { Ready = new QueueLimit(100, 10) });
        _pool.Submit(_validator.Valid("123456", priority: 2));
        Assert.That(Refusal(_validator.Valid("12345", priority: 1)).Code, Is.EqualTo(1016));
        Assert.That(Refusal(_validator.Valid("larger than all", priority: 1)).Code, Is.EqualTo(1016));
        Assert.That(Ready(), Is.EqualTo("123456"));
    }

    [Test]
    public void ThoseThatWaitAreLimitedAndTheOldestGivesWay()
    {
        _pool = NewPool(new PoolOptions { Future = new QueueLimit(2, 1000) });
        TransactionWatch oldest = _pool.SubmitAndWatch(_validator.Valid("1", requires: ["never"]));
        _pool.Submit(_validator.Valid("2", requires: ["never"]));
        _pool.Submit(_validator.Valid("3", requires: ["never"]));
        Assert.That(_pool.Counts, Is.EqualTo((0, 2)));
        Assert.That(All(oldest)[^1].Kind, Is.EqualTo(TransactionStatusKind.Dropped));
    }

    [Test]
    public void ATakenOneIsNotReplaced()
    {
        _pool.Submit(_validator.Valid("taken", provides: ["a1"]));
        PooledTransaction taken = _pool.Ready().Single();
        Assert.That(_pool.TryTake(taken), Is.True);
        byte[] rival = _validator.Valid("rival", provides: ["a1"], priority: 99);
        TransactionPoolException refusal = Refusal(rival);
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((1010, "Transaction is outdated")));
        _pool.PutBack(taken);
        Assert.That(() => _pool.Submit(rival), Throws.Nothing);
        Assert.That(_pool.TryTake(taken), Is.False, "it was replaced");
    }

    [Test]
    public void OneThatWasValidatedOnAnOlderBlockIsValidatedAgain()
    {
        byte[] bytes = _validator.Valid("late");
        _validator.Validating = () =>
        {
            _validator.Validating = null;
            Import(1);
        };
        _pool.Submit(bytes);
        Assert.That(_validator.Calls, Is.EqualTo(2));
        Assert.That(Ready(), Is.EqualTo("late"));
    }

    [Test]
    public void AFailedValidationLeavesNothingBehind()
    {
        byte[] bytes = _validator.Valid("broken");
        _validator.Validating = static () => throw TransactionPoolException.NotVerified(new InvalidOperationException("a trap"));
        Assert.That(Refusal(bytes).Code, Is.EqualTo(1002));
        Assert.That(_pool.Counts, Is.EqualTo((0, 0)));
        _validator.Validating = null;
        Assert.That(() => _pool.Submit(bytes), Throws.Nothing);
    }

    [Test]
    public void ClosingEndsWatches()
    {
        TransactionWatch watch = _pool.SubmitAndWatch(_validator.Valid("first"));
        _pool.Close();
        Assert.That(Statuses(watch), Is.EqualTo("Ready"));
        Assert.That(watch.Statuses.Completion.IsCompletedSuccessfully, Is.True);
    }

    private static BlockPoint Block(uint number) => new(number, new Hash256([(byte)number, .. new byte[31]]));

    private static List<TransactionStatus> All(TransactionWatch watch)
    {
        List<TransactionStatus> statuses = [];
        while (watch.Statuses.TryRead(out TransactionStatus status))
        {
            statuses.Add(status);
        }

        return statuses;
    }

    private static string Statuses(TransactionWatch watch) => Kinds(All(watch));

    private static string Kinds(IEnumerable<TransactionStatus> statuses) => string.Join(", ", statuses.Select(status => status.Kind));

    private TransactionPool NewPool(PoolOptions options) => new(_validator, Block(0), options, _time);

    private string Ready() => string.Join(", ", _pool.Ready().Select(transaction => Encoding.UTF8.GetString(transaction.Extrinsic.Span)));

    private TransactionPoolException Refusal(byte[] extrinsic) => Assert.Throws<TransactionPoolException>(() => _pool.Submit(extrinsic))!;

    private void Import(uint number, string? included = null, bool finalize = false)
    {
        Hash256[] transactions = [.. _pool.Ready().Where(transaction => Encoding.UTF8.GetString(transaction.Extrinsic.Span) == included).Select(transaction => transaction.Hash)];
        _pool.BestChanged([], [new BlockContent(Block(number), 1, transactions)]);
        if (finalize)
        {
            _pool.Finalized(Block(number));
        }
    }
}
