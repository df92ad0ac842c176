using Microsoft.Extensions.Time.Testing;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DevnetChainTests
{
    private static readonly UInt128 Unit = 1_000_000_000_000;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private DevnetChain _chain = null!;
    private TestTransactions _transactions = null!;

    [SetUp]
    public void SetUp() => Start(SealPolicy.OnDemand);

    [TearDown]
    public async Task TearDownAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task ATransferComesIntoABlockAtOnceWhereSealingIsInstant()
    {
        await RestartAsync(SealPolicy.Instant);
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        List<TransactionStatus> statuses = await watch.Statuses.ReadAllAsync().ToListAsync();
        Block block = _chain.Best;
        Assert.Multiple(() =>
        {
            Assert.That(Kinds(statuses), Is.EqualTo("Ready, InBlock, Finalized"));
            Assert.That(statuses.Skip(1).Select(status => status.Hash), Is.All.EqualTo(block.Hash));
            Assert.That(block.Number, Is.EqualTo(1));
            Assert.That(block.ParentHash, Is.EqualTo(_chain.Genesis.Hash));
            Assert.That(block.Extrinsics, Has.Count.EqualTo(2), "the time, then the transfer");
            Assert.That(Blake2b.Hash256(block.Extrinsics[1].Span), Is.EqualTo(watch.Transaction));
            Assert.That(_chain.Finalized, Is.SameAs(block));
            Assert.That(_chain.Find(block.Hash), Is.SameAs(block));
            Assert.That(_chain.At(1), Is.SameAs(block));
            Assert.That(TestTransactions.Account(block, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + Unit));
            Assert.That(TestTransactions.Account(block, DevKeypairs.Alice.AccountId).Nonce, Is.EqualTo(1));
            Assert.That(TestTransactions.Account(_chain.Genesis, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment), "the block before stays as it was");
        });
    }

    [Test]
    public async Task HeadersNameTheirStateAndTheirParents()
    {
        for (uint number = 1; number <= 3; number++)
        {
            Block block = await _chain.SealAsync(default);
            Assert.That(block.Header.StateRoot, Is.EqualTo(block.State.Root()));
            Assert.That(block.Hash, Is.EqualTo(Blake2b.Hash256(block.EncodedHeader.Span)));
            Assert.That(block.ParentHash, Is.EqualTo(_chain.At(number - 1)!.Hash));
        }
    }

    [Test]
    public async Task NoncesOutOfOrderAreAppliedInOrder()
    {
        byte[][] transfers = new byte[3][];
        for (uint nonce = 0; nonce < 3; nonce++)
        {
            transfers[nonce] = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, nonce);
        }

        TransactionWatch last = _chain.SubmitAndWatch(transfers[2]);
        _chain.Submit(transfers[1]);
        Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 2)));
        _chain.Submit(transfers[0]);
        Assert.That(_chain.Pool.Counts, Is.EqualTo((3, 0)));
        Block block = await _chain.SealAsync(default);
        Assert.Multiple(() =>
        {
            Assert.That(block.Extrinsics.Skip(1).Select(extrinsic => Hex.Format(extrinsic.Span)), Is.EqualTo(transfers.Select(transfer => Hex.Format(transfer))));
            Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 0)));
        });
        List<TransactionStatus> statuses = await last.Statuses.ReadAllAsync().ToListAsync();
        Assert.That(Kinds(statuses), Is.EqualTo("Future, Ready, InBlock, Finalized"));
    }

    [Test]
    public async Task AGapIsFilledInALaterBlock()
    {
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 2));
        Assert.That((await _chain.SealAsync(default)).Extrinsics, Has.Count.EqualTo(2));
        Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 1)));
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 1));
        Assert.That((await _chain.SealAsync(default)).Extrinsics, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task AHundredTransfersFitIntoOneBlock()
    {
        for (uint nonce = 0; nonce < 100; nonce++)
        {
            _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, nonce));
        }

        Block block = await _chain.SealAsync(default);
        Assert.That(block.Extrinsics, Has.Count.EqualTo(101));
        Assert.That(TestTransactions.Account(block, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + (100 * Unit)));
    }

    [Test]
    public async Task AHigherTipReplaces()
    {
        TransactionWatch old = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        Hash256 replacement = _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, 2 * Unit, 0, tip: Unit));
        List<TransactionStatus> statuses = await old.Statuses.ReadAllAsync().ToListAsync();
        Assert.That(statuses[^1], Is.EqualTo(new TransactionStatus(TransactionStatusKind.Usurped, replacement)));
        TransactionPoolException refusal = await RefusalAsync(_transactions.TransferAsync(DevKeypairs.Alice, Bob, 3 * Unit, 0));
        Assert.That(refusal.Code, Is.EqualTo(1014));
    }

    [Test]
    public async Task AUsedNonceIsRefused()
    {
        byte[] transfer = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0);
        _chain.Submit(transfer);
        await _chain.SealAsync(default);
        TransactionPoolException refusal = await RefusalAsync(Task.FromResult(transfer));
        Assert.That((refusal.Code, refusal.Reason, refusal.Detail), Is.EqualTo((1010, "Invalid Transaction", "Transaction is outdated")));
    }

    [Test]
    public async Task AnAccountWithoutMoneyIsRefused()
    {
        using Keypair poor = Keypair.FromSeed(new byte[32]);
        TransactionPoolException refusal = await RefusalAsync(_transactions.TransferAsync(poor, Bob, Unit, 0));
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((1010, "Inability to pay some fees (e.g. account balance too low)")));
    }

    [Test]
    public async Task AChangedTransactionIsRefused()
    {
        byte[] transfer = await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0);
        transfer[^1] ^= 1;
        TransactionPoolException refusal = await RefusalAsync(Task.FromResult(transfer));
        Assert.That((refusal.Code, refusal.Detail), Is.EqualTo((1010, "Transaction has a bad signature")));
    }

    [Test]
    public async Task BytesThatAreNoTransactionAreRefusedAndTheChainGoesOn()
    {
        TransactionPoolException refusal = await RefusalAsync(Task.FromResult(new byte[] { 8, 0xff, 0xff }));
        Assert.That(refusal.Code, Is.EqualTo(1002));
        Assert.That((await _chain.SealAsync(default)).Number, Is.EqualTo(1));
    }

    [Test]
    public async Task WhatDoesNotFitWaitsForTheNextBlock()
    {
        const int Large = 4 * 1024 * 1024;
        TransactionWatch[] watches =
        [
            _chain.SubmitAndWatch(await _transactions.RemarkAsync(DevKeypairs.Alice, Large, 0)),
            _chain.SubmitAndWatch(await _transactions.RemarkAsync(DevKeypairs.Bob, Large, 0)),
            _chain.SubmitAndWatch(await _transactions.RemarkAsync(DevKeypairs.Charlie, Large, 0)),
            _chain.SubmitAndWatch(await _transactions.RemarkAsync(DevKeypairs.Charlie, 8, 1)),
            _chain.SubmitAndWatch(await _transactions.RemarkAsync(DevKeypairs.Dave, 8, 0)),
        ];
        Block first = await _chain.SealAsync(default);
        Block second = await _chain.SealAsync(default);
        List<Hash256> blocks = [];
        foreach (TransactionWatch watch in watches)
        {
            blocks.Add((await watch.Statuses.ReadAllAsync().ToListAsync())[^1].Hash);
        }

        Assert.That(blocks.Count(block => block == first.Hash), Is.EqualTo(3), "two large ones and a small one");
        Assert.That(blocks.Count(block => block == second.Hash), Is.EqualTo(2), "the third large one, and the one after it");
    }

    [Test]
    public async Task OneThatLostItsMoneyToTheOneBeforeLeavesThePool()
    {
        using Keypair newcomer = Keypair.FromSeed([.. Enumerable.Range(0, 32).Select(value => (byte)value)]);
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, newcomer.AccountId, 10 * Unit, 0));
        await _chain.SealAsync(default);
        TransactionWatch all = _chain.SubmitAndWatch(await _transactions.TransferAllAsync(newcomer, Bob, 0));
        TransactionWatch after = _chain.SubmitAndWatch(await _transactions.TransferAsync(newcomer, Bob, Unit, 1));
        Block block = await _chain.SealAsync(default);
        Assert.That(block.Extrinsics, Has.Count.EqualTo(2));
        Assert.That((await all.Statuses.ReadAllAsync().ToListAsync())[^1].Kind, Is.EqualTo(TransactionStatusKind.Finalized));
        Assert.That((await after.Statuses.ReadAllAsync().ToListAsync())[^1].Kind, Is.EqualTo(TransactionStatusKind.Invalid));
        Assert.That(_chain.Pool.Counts, Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task TimeAlwaysGoesOnEvenWhereTheClockStandsStill()
    {
        Block first = await _chain.SealAsync(default);
        Block second = await _chain.SealAsync(default);
        _time.Advance(TimeSpan.FromSeconds(5));
        Block third = await _chain.SealAsync(default);
        ulong start = (ulong)new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.That((first.TimestampMs, second.TimestampMs, third.TimestampMs), Is.EqualTo((start, start + 1, start + 5000)));
    }

    [Test]
    public async Task OnDemandNothingHappensUntilAsked()
    {
        _chain.Submit(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.That(_chain.Best.Number, Is.Zero);
        Assert.That((await _chain.SealAsync(default)).Extrinsics, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task AtAPaceEmptyBlocksAreMadeToo()
    {
        await RestartAsync(SealPolicy.Every(TimeSpan.FromSeconds(3)));
        using Follower<Block> follower = _chain.Imported.Follow();
        Assert.That((await follower.Items.ReadAsync()).Number, Is.Zero);
        for (uint number = 1; number <= 3; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Block block = await follower.Items.ReadAsync();
            Assert.That((block.Number, block.Extrinsics.Count), Is.EqualTo((number, 1)));
        }
    }

    [Test]
    public async Task SixtyFourTasksThatSubmitAtOnceEachGetTheirTransactionIn()
    {
        Keypair[] accounts = [.. Enumerable.Range(1, 64).Select(value => Keypair.FromSeed([.. Enumerable.Repeat((byte)value, 32)]))];
        await RestartAsync(SealPolicy.Instant, accounts.ToDictionary(account => account.AccountId, _ => 100 * Unit));
        byte[][] transfers = await Task.WhenAll(accounts.Select(account => _transactions.TransferAsync(account, Bob, Unit, 0)));
        List<TransactionStatus>[] all = await Task.WhenAll(transfers.Select(transfer => Task.Run(async () =>
            await _chain.SubmitAndWatch(transfer).Statuses.ReadAllAsync().ToListAsync())));
        Assert.Multiple(() =>
        {
            Assert.That(all.Select(statuses => statuses[^1].Kind), Is.All.EqualTo(TransactionStatusKind.Finalized));
            Assert.That(TestTransactions.Account(_chain.Best, Bob).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + (64 * Unit)));
            Assert.That(Enumerable.Range(1, (int)_chain.Best.Number).Sum(number => _chain.At((uint)number)!.Extrinsics.Count - 1), Is.EqualTo(64));
        });
    }

    [Test]
    public async Task TheEndIsToldToAllWhoFollow()
    {
        TransactionWatch watch = _chain.SubmitAndWatch(await _transactions.TransferAsync(DevKeypairs.Alice, Bob, Unit, 0));
        Follower<Block> follower = _chain.Imported.Follow();
        await _chain.DisposeAsync();
        Assert.That(Kinds(await watch.Statuses.ReadAllAsync().ToListAsync()), Is.EqualTo("Ready"));
        Assert.That(await follower.Items.ReadAllAsync().ToListAsync(), Is.EqualTo((Block[])[_chain.Genesis]));
        Assert.That(() => _chain.Submit(new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await _chain.SealAsync(default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_chain.Imported.Followers, Is.Zero);
    }

    [Test]
    public async Task ACancelledSealMakesNoBlock()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        Assert.That(async () => await _chain.SealAsync(cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_chain.Best.Number, Is.Zero);
    }

    private static string Kinds(IEnumerable<TransactionStatus> statuses) => string.Join(", ", statuses.Select(status => status.Kind));

    private async Task<TransactionPoolException> RefusalAsync(Task<byte[]> extrinsic)
    {
        byte[] bytes = await extrinsic;
        return Assert.Throws<TransactionPoolException>(() => _chain.Submit(bytes))!;
    }

    private async Task RestartAsync(SealPolicy policy, IReadOnlyDictionary<AccountId, UInt128>? endowments = null)
    {
        await _chain.DisposeAsync();
        Start(policy, endowments);
    }

    private void Start(SealPolicy policy, IReadOnlyDictionary<AccountId, UInt128>? endowments = null)
    {
        DevnetGenesis genesis = DevnetGenesis.Development(endowments ?? new Dictionary<AccountId, UInt128>(), []);
        _chain = new DevnetChain(SharedRuntime.Instance, genesis, new ChainOptions { Seal = policy, Time = _time });
        _transactions = new TestTransactions(_chain.Genesis.Hash);
    }
}
