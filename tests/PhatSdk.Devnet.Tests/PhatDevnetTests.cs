using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Devnet.Tests;

public sealed class PhatDevnetTests
{
    private static readonly PhatDevnetOptions Options = new() { ModuleCacheFolder = SharedRuntime.CacheFolder, HasCluster = false };

    [Test]
    public async Task AConnectionReachesTheChain()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using IRpcConnection connection = devnet.Connect();
        JsonElement genesis = await connection.SendAsync("chain_getBlockHash", "[0]"u8.ToArray(), default);
        Assert.That(genesis.GetString(), Is.EqualTo(devnet.GenesisHash.ToString()));
    }

    [Test]
    public async Task ATransactionThatIsWatchedComesIntoABlock()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using IRpcConnection connection = devnet.Connect();
        byte[] transfer = await new TestTransactions(devnet.GenesisHash).TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0);
        await using RpcSubscription watch = await connection.SubscribeAsync(
            "author_submitAndWatchExtrinsic", "author_unwatchExtrinsic", Encoding.UTF8.GetBytes($"[\"{Hex.Format(transfer)}\"]"), default);
        List<JsonElement> statuses = await watch.ReadAllAsync().ToListAsync();
        Assert.That(statuses[^1].TryGetProperty("finalized", out _), Is.True);
        Assert.That(devnet.BlockNumber, Is.EqualTo(1));
    }

    [Test]
    public async Task TheSdkTransfersAndReadsTheEvents()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        RuntimeCall transfer = RuntimeCall.Create(
            chain.Metadata,
            "Balances",
            "transfer_keep_alive",
            ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)),
            ("value", (UInt128)1_000_000_000_000));
        ExtrinsicReceipt first = await new ExtrinsicClient(chain).SubmitAsync(transfer, DevKeypairs.Alice);
        ExtrinsicReceipt second = await new ExtrinsicClient(chain).SubmitAsync(transfer, DevKeypairs.Alice);
        Assert.That((first.BlockNumber, second.BlockNumber), Is.EqualTo((1u, 2u)));
        Assert.That(second.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(1));
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Nonce, Is.EqualTo(2));
    }

    [Test]
    public async Task BlocksAreMadeWhenAsked()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options with { Seal = SealPolicy.OnDemand });
        Hash256 hash = await devnet.SealBlockAsync();
        await using IRpcConnection connection = devnet.Connect();
        Assert.That((await connection.SendAsync("chain_getBlockHash", "[1]"u8.ToArray(), default)).GetString(), Is.EqualTo(hash.ToString()));
    }

    [Test]
    public async Task ConnectionsEndOneByOneAndWithTheDevnet()
    {
        PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        IRpcConnection one = devnet.Connect();
        IRpcConnection other = devnet.Connect();
        await one.DisposeAsync();
        RpcSubscription heads = await other.SubscribeAsync("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", default, default);
        await devnet.DisposeAsync();
        await devnet.DisposeAsync();
        Assert.That(async () => await heads.ReadAllAsync().CountAsync(), Throws.InstanceOf<RpcConnectionException>());
        Assert.That(async () => await one.SendAsync("system_chain", default, default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await other.SendAsync("system_chain", default, default), Throws.InstanceOf<RpcConnectionException>());
        Assert.That(devnet.Connect, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await devnet.SealBlockAsync(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task DisposalLeavesNoTimerAndNothingThatHoldsTheDevnet()
    {
        CountingTimeProvider time = new();
        WeakReference devnet = await UseAsync(time);
        // Away from the stack of what ended the devnet.
        await Task.Yield();
        Assert.That(time.Active, Is.Zero);
        Assert.That(time.Made, Is.GreaterThan(0), "the pace came from a timer");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(devnet.IsAlive, Is.False);
    }

    [Test]
    public async Task TwoDevnetsDoNotKnowOfEachOther()
    {
        await using PhatDevnet one = await PhatDevnet.StartAsync(Options);
        await using PhatDevnet other = await PhatDevnet.StartAsync(Options with { Endowments = new Dictionary<AccountId, UInt128> { [new AccountId(new byte[32])] = 1_000_000_000_000 } });
        await one.SealBlockAsync();
        Assert.That((one.BlockNumber, other.BlockNumber), Is.EqualTo((1u, 0u)));
        Assert.That(one.GenesisHash, Is.Not.EqualTo(other.GenesisHash));
    }

    [Test]
    public void AnEndowmentThatTheRuntimeDoesNotTakeIsNamed() =>
        Assert.That(
            async () => await PhatDevnet.StartAsync(Options with { Endowments = new Dictionary<AccountId, UInt128> { [new AccountId(new byte[32])] = 1 } }),
            Throws.ArgumentException.With.Message.Contains("existential deposit"));

    [Test]
    public void ACancelledStartStartsNothing()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.That(async () => await PhatDevnet.StartAsync(Options, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(CountingTimeProvider time)
    {
        PhatDevnet? devnet = await PhatDevnet.StartAsync(Options with { TimeProvider = time, Seal = SealPolicy.Every(TimeSpan.FromMilliseconds(20)) });
        RpcSubscription? heads = await devnet.Connect().SubscribeAsync("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", default, default);
        await heads.ReadAllAsync().Take(3).CountAsync();
        await devnet.DisposeAsync();
        WeakReference reference = new(devnet);
        // The state of a finished method may live on for a while.
        devnet = null;
        heads = null;
        return reference;
    }
}
