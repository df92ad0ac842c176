using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Phat;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>The SDK's own Phat client against the devnet.</summary>
public sealed class DevnetClusterTests
{
    private static readonly PhatDevnetOptions Options = new() { ModuleCacheFolder = SharedRuntime.CacheFolder };

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
}
