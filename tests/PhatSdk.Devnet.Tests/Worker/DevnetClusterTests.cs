using System.Runtime.CompilerServices;
using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Devnet.Tests.Worker.Pink;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>The SDK's own Phat client against the devnet.</summary>
public sealed class DevnetClusterTests
{
    private static readonly PhatDevnetOptions Options = new() { ModuleCacheFolder = SharedRuntime.CacheFolder };

    private static readonly Weight Gas = new(1_000_000_000_000, 0);
    private static readonly UInt128 StorageDeposit = 1_000_000_000_000;

    [Test]
    public async Task TheSdkConnectsAndAsksTheSystemContract()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        await using PhatClient phat = await PhatClient.ConnectAsync(chain, devnet.Worker, devnet.ClusterId);
        Certificate certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        ContractOutput version = await phat.CreateInvoker(certificate).CallAsync(
            phat.SystemContract, new byte[] { 0x87, 0xc9, 0x8a, 0x8d }, ContractCallOptions.Default, CancellationToken.None);
        Assert.That(version.Data.ToArray(), Is.EqualTo(new byte[] { 0, 1, 0, 2, 0, 0, 0 }));
    }

    [Test]
    public async Task TheSdkLivesThroughAPhatContractsLife()
    {
        await using LoopbackServer feed = LoopbackServer.Answering(LoopbackServer.Ok("""{"usd": 12.34}"""));
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        await using PhatClient phat = await PhatClient.ConnectAsync(chain, devnet.Worker, devnet.ClusterId);
        Keypair bob = DevKeypairs.Bob;
        Certificate certificate = await Certificate.SignAsync(bob);
        InkContract token = new("phat_token");
        IContractDeployer deployer = phat.CreateDeployer(certificate);
        ContractBundle bundle = await ContractBundle.ReadAsync(Fixtures.Contract("phat_token/phat_token.contract"));
        await deployer.PrepareAsync(bundle.Code, bob, ContractDeployOptions.Default, default);
        ContractDeployment deployment = await deployer.DeployAsync(
            bundle.Code, token.Input("new", InkContract.Number((UInt128)1000)), bob, new ContractDeployOptions { Salt = "salt"u8.ToArray(), GasLimit = Gas, StorageDepositLimit = StorageDeposit }, default);
        IContractInvoker invoker = deployer.Invoker;

        CommandOutcome set = await CommandAsync(token.Input("set_feed", InkContract.Text(feed.Url)));
        Assert.That(set.Status, Is.EqualTo(CommandStatus.Succeeded), set.Error);
        Assert.That((await QuoteAsync())[..3], Is.EqualTo(new byte[] { 0, 0, 0xd2 }), "1234 cents");
        await phat.StakeAsync(deployment.Address, 1_000_000_000_000, bob);
        bool isCached = false;
        for (int attempt = 0; attempt < 1000 && !isCached; attempt++)
        {
            // The worker learns of the stake some time after the chain.
            isCached = (await QuoteAsync())[^1] == 1;
        }

        Assert.That(isCached, Is.True, "from the cache");

        CommandOutcome failed = await CommandAsync(token.Input("transfer", [.. bob.AccountId.Span, .. InkContract.Number((UInt128)5000)]));
        Assert.That(failed.Status, Is.EqualTo(CommandStatus.Reverted), failed.Error);

        async Task<CommandOutcome> CommandAsync(byte[] input)
        {
            ContractReceipt receipt = await invoker.SubmitAsync(deployment.Address, input, bob, new ContractTransactionOptions { GasLimit = Gas, StorageDepositLimit = StorageDeposit }, default);
            return await phat.WaitForCommandAsync(receipt, deployment.Address);
        }

        async Task<byte[]> QuoteAsync() =>
            (await invoker.CallAsync(deployment.Address, token.Input("quote"), ContractCallOptions.Default, default)).Data.ToArray();
    }

    [Test]
    public async Task DisposalEndsAQueryItsSocketAndItsTimers()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new(async (_, stream, token) =>
        {
            asked.SetResult();
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, token);
            closed.SetResult();
        });
        CountingTimeProvider time = new();
        WeakReference devnet = await AskAndDisposeAsync(server.Url, asked.Task, time);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        // Away from the stack of what ended the devnet.
        await Task.Yield();
        Assert.That((time.Made > 0, time.Active), Is.EqualTo((true, 0)));
        // The query's own thread may be on its last lines.
        Assert.That(SpinWait.SpinUntil(() => IsGone(devnet), TimeSpan.FromSeconds(10)), Is.True, "a thread or a timer holds it");
    }

    [Test]
    public async Task ADevnetWithoutAClusterSaysSo()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options with { HasCluster = false });
        Assert.Multiple(() =>
        {
            Assert.That(() => devnet.Worker, Throws.InvalidOperationException.With.Message.Contains("HasCluster"));
            Assert.That(() => devnet.ClusterId, Throws.InvalidOperationException);
            Assert.That(devnet.BlockNumber, Is.Zero);
        });
    }

    [Test]
    public void ACancelledStartLeavesNothing()
    {
        using CancellationTokenSource stopping = new();
        Task<PhatDevnet> starting = PhatDevnet.StartAsync(Options, stopping.Token);
        stopping.Cancel();
        Assert.That(
            async () =>
            {
                await using PhatDevnet devnet = await starting;
                throw new OperationCanceledException("it was quicker");
            },
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static bool IsGone(WeakReference reference)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !reference.IsAlive;
    }

    // Disposes of the devnet while a contract waits for the web, and a subscription for blocks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AskAndDisposeAsync(string url, Task asked, CountingTimeProvider time)
    {
        PhatDevnet? devnet = await PhatDevnet.StartAsync(Options with { TimeProvider = time });
        ChainClient? chain = await ChainClient.ConnectAsync(devnet.Connect());
        PhatClient? phat = await PhatClient.ConnectAsync(chain, devnet.Worker, devnet.ClusterId);
        Certificate certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        IContractDeployer? deployer = phat.CreateDeployer(certificate);
        ContractBundle bundle = await ContractBundle.ReadAsync(Fixtures.Contract("pink_probe/pink_probe.contract"));
        InkContract probe = new("pink_probe");
        await deployer.PrepareAsync(bundle.Code, DevKeypairs.Alice, ContractDeployOptions.Default, default);
        ContractDeployment? deployment = await deployer.DeployAsync(bundle.Code, probe.Input("new"), DevKeypairs.Alice, new ContractDeployOptions { Salt = "salt"u8.ToArray(), GasLimit = Gas, StorageDepositLimit = StorageDeposit }, default);
        byte[] input = probe.Input("request", [.. InkContract.Text("GET"), .. InkContract.Text(url), 0, 0]);
        Task<ContractOutput>? query = deployer.Invoker.CallAsync(deployment.Address, input, ContractCallOptions.Default, default).AsTask();
        await asked;
        await devnet.DisposeAsync();
        Assert.That(async () => await query, Throws.InstanceOf<PruntimeException>());
        Assert.That(async () => await phat.Registry.GetClusterContractsAsync(phat.Cluster), Throws.InstanceOf<RpcConnectionException>());
        await phat.DisposeAsync();
        await chain.DisposeAsync();
        WeakReference reference = new(devnet);
        // The state of a finished method may live on for a while.
        devnet = null;
        chain = null;
        phat = null;
        deployer = null;
        deployment = null;
        query = null;
        return reference;
    }
}
