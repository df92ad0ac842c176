using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Tests.Rpc;
using PhatSdk.Devnet.Tests.Worker;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class RuntimeUpgradeTests
{
    private static readonly UInt128 Unit = 1_000_000_000_000;

    [Test]
    public async Task TheNextBlockRunsTheNewCodeAndClientsSeeIt()
    {
        await using RpcChain rpc = new();
        await using IAsyncEnumerator<JsonElement> versions = await rpc.SubscribeAsync("state_subscribeRuntimeVersion");
        Assert.That(await NextVersionAsync(versions), Is.EqualTo(100));
        rpc.Chain.Submit(await rpc.Transactions.SignAsync(UpgradedRuntime.Call(), DevKeypairs.Alice, 0));
        Block upgrade = await rpc.Chain.SealAsync(default);
        Assert.That(await NextVersionAsync(versions), Is.EqualTo(UpgradedRuntime.SpecVersion));
        TransactionPoolException refusal = Assert.ThrowsAsync<TransactionPoolException>(async () =>
            rpc.Chain.Submit(await rpc.Transactions.TransferAsync(DevKeypairs.Bob, DevKeypairs.Alice.AccountId, Unit, 0)))!;
        Assert.That(refusal.Detail, Is.EqualTo("Transaction has a bad signature"), "it is signed for the old version");
        TestTransactions transactions = new(rpc.Chain.Genesis.Hash) { SpecVersion = UpgradedRuntime.SpecVersion };
        rpc.Chain.Submit(await transactions.TransferAsync(DevKeypairs.Bob, DevKeypairs.Alice.AccountId, Unit, 0));
        Block next = await rpc.Chain.SealAsync(default);
        string before = await rpc.CallAsync("state_getMetadata", $"[\"{upgrade.ParentHash}\"]");
        string after = await rpc.CallAsync("state_getMetadata");
        Assert.Multiple(() =>
        {
            Assert.That(next.TransactionHashes, Has.Count.EqualTo(1));
            Assert.That(upgrade.Header.Logs.Select(log => log.ToArray()), Has.Some.EqualTo(new byte[] { 8 }), "the digest says so: RuntimeEnvironmentUpdated");
            Assert.That(after, Has.Length.EqualTo(before.Length));
            Assert.That(after, Is.Not.EqualTo(before), "the version is a constant of System");
            Assert.That(next.State.Get(":code"u8)!.Value.Span.SequenceEqual(UpgradedRuntime.Code), Is.True);
        });
        Assert.That((await rpc.ReadAsync("state_getRuntimeVersion", $"[\"{upgrade.ParentHash}\"]")).GetProperty("specVersion").GetInt32(), Is.EqualTo(100), "old blocks keep theirs");
    }

    [Test]
    public async Task AWorkerSpeaksToTheNewRuntime()
    {
        await using WorkerFixture devnet = await WorkerFixture.StartAsync();
        await devnet.SendAsync(DevKeypairs.Alice, new RuntimeCall(UpgradedRuntime.Call()));
        InkContract zoo = new("type_zoo");
        AccountId contract = await devnet.DeployAsync(zoo, "new");
        Assert.That(devnet.Worker.Current.Cluster!.Contracts.ContainsKey(contract), Is.True);
        Assert.That(devnet.Chain.Pool.Counts, Is.EqualTo((0, 0)), "what the worker says comes into blocks");
    }

    private static async Task<int> NextVersionAsync(IAsyncEnumerator<JsonElement> versions)
    {
        Assert.That(await versions.MoveNextAsync(), Is.True);
        return versions.Current.GetProperty("specVersion").GetInt32();
    }
}
