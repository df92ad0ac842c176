using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests;

/// <summary>What users' tests need of a devnet, in process.</summary>
public sealed class PhatDevnetMomentsTests
{
    private static readonly PhatDevnetOptions Options = new()
    {
        ModuleCacheFolder = SharedRuntime.CacheFolder,
        HasCluster = false,
        Finality = FinalityPolicy.DelayedBy(3),
        Seal = SealPolicy.OnDemand,
    };

    [Test]
    public async Task SnapshotsAndTimeNeedNoRpc()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        DevnetSnapshot snapshot = await devnet.SnapshotAsync();
        DateTimeOffset later = devnet.Now.AddDays(7);
        await devnet.AdvanceTimeAsync(TimeSpan.FromDays(7));
        Hash256 newest = await devnet.SealBlocksAsync(5);
        Assert.Multiple(() =>
        {
            Assert.That(devnet.Now, Is.GreaterThanOrEqualTo(later));
            Assert.That(devnet.BlockHash, Is.EqualTo(newest));
            Assert.That((devnet.BlockNumber, devnet.FinalizedNumber), Is.EqualTo((5u, 2u)));
            Assert.That((snapshot.BlockNumber, snapshot.BlockHash), Is.EqualTo((0u, devnet.GenesisHash)));
        });
        await devnet.RevertAsync(snapshot);
        Assert.That((devnet.BlockNumber, devnet.FinalizedHash), Is.EqualTo((0u, devnet.GenesisHash)));
        Assert.That(devnet.Now, Is.LessThan(later));
    }

    [Test]
    public async Task AReorganizationRetractsATransactionThatIsFollowed()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        Task<ExtrinsicReceipt> submission = new ExtrinsicClient(chain).SubmitAsync(Transfer(chain), DevKeypairs.Alice).AsTask();
        while ((await devnet.Connect().SendAsync("author_pendingExtrinsics", "[]"u8.ToArray(), default)).GetArrayLength() == 0)
        {
            await Task.Yield();
        }

        Hash256 first = await devnet.SealBlockAsync();
        DevnetReorganization change = await devnet.ReorganizeAsync(1);
        Assert.That(change.Retracted, Is.EqualTo((Hash256[])[first]));
        Assert.That(change.Enacted, Has.Count.EqualTo(2));
        Assert.That(devnet.BlockHash, Is.EqualTo(change.Enacted[1]));
        await devnet.SealBlocksAsync(5);
        ExtrinsicReceipt receipt = await submission;
        Assert.That(receipt.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task WhatIsFinalIsNotRetracted()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await devnet.SealBlocksAsync(4);
        InvalidOperationException refusal = Assert.ThrowsAsync<InvalidOperationException>(async () => await devnet.ReorganizeAsync(4))!;
        Assert.That(refusal.Message, Is.EqualTo("4 blocks cannot be retracted: block 4 is the newest, and block 1 is final already"));
        await devnet.ReorganizeAsync(3);
        Assert.That((devnet.BlockNumber, devnet.FinalizedNumber), Is.EqualTo((5u, 2u)));
    }

    [Test]
    public async Task AMomentOfAnotherNetworkIsRefused()
    {
        await using PhatDevnet one = await PhatDevnet.StartAsync(Options);
        await using PhatDevnet other = await PhatDevnet.StartAsync(Options);
        DevnetSnapshot snapshot = await one.SnapshotAsync();
        Assert.That(async () => await other.RevertAsync(snapshot), Throws.ArgumentException.With.Message.Contains("another network"));
    }

    [Test]
    public async Task PoliciesAreChangedWhileTheNetworkRuns()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        Assert.That((devnet.Seal, devnet.Finality), Is.EqualTo((SealPolicy.OnDemand, Options.Finality)));
        await devnet.SealBlockAsync();
        await devnet.SetSealAsync(SealPolicy.Instant);
        await devnet.SetFinalityAsync(FinalityPolicy.Instant);
        Assert.That(devnet.FinalizedNumber, Is.EqualTo(1));
        Assert.That((devnet.Seal, devnet.Finality), Is.EqualTo((SealPolicy.Instant, FinalityPolicy.Instant)));
        Hash256 second = await devnet.SealBlockOnAsync(devnet.BlockHash);
        await devnet.FinalizeBlockAsync(second);
        Assert.That(devnet.FinalizedHash, Is.EqualTo(second));
        Assert.That(
            async () => await devnet.SealBlockOnAsync(second, [new byte[] { 4, 0 }]),
            Throws.InvalidOperationException.With.Message.StartWith("An extrinsic cannot be included"));
    }

    [Test]
    public async Task AnyAccountIsImpersonatedWhereThatIsSwitchedOn()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options with { AllowsImpersonation = true, Seal = SealPolicy.Instant, Finality = FinalityPolicy.Instant });
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        ISigner charlie = devnet.Impersonate(DevKeypairs.Charlie.AccountId);
        ExtrinsicReceipt receipt = await new ExtrinsicClient(chain).SubmitAsync(Transfer(chain), charlie);
        Assert.That(receipt.EventsOf("Balances", "Transfer").Count(), Is.EqualTo(1));
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Charlie.AccountId)).Nonce, Is.EqualTo(1));
    }

    [Test]
    public async Task NobodyIsImpersonatedByDefault()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        Assert.That(() => devnet.Impersonate(DevKeypairs.Charlie.AccountId), Throws.InvalidOperationException.With.Message.Contains("AllowsImpersonation"));
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        Assert.That(
            async () => await new ExtrinsicClient(chain).SubmitAsync(Transfer(chain), new ImpersonatingSigner(DevKeypairs.Charlie.AccountId)),
            Throws.InstanceOf<InvalidTransactionException>().With.Message.Contains("bad signature"));
    }

    [Test]
    public async Task TheGenesisIsPatched()
    {
        string bob = Ss58Address.Format(DevKeypairs.Bob.AccountId, Ss58Prefix.Phala);
        string patch = $$"""{"balances":{"balances":[["{{bob}}",123000000000000]]},"phalaRegistry":{"benchmarkDuration":9} }""";
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options with { GenesisPatch = patch });
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Bob.AccountId)).Free, Is.EqualTo((UInt128)123_000_000_000_000));
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Alice.AccountId)).Free, Is.EqualTo(UInt128.Zero));
    }

    [TestCase("[]", "The genesis patch is no JSON object")]
    [TestCase("{", "The genesis patch is no JSON: ")]
    [TestCase("{\"balances\":{\"balances\":[[\"nobody\",1]]}}", "BadLength at line 1")]
    public void APatchThatCannotBeTakenIsRefused(string patch, string reason) => Assert.That(
        async () => await PhatDevnet.StartAsync(Options with { GenesisPatch = patch }), Throws.ArgumentException.With.Message.Contains(reason));

    [Test]
    public async Task ValuesAreSetInTheNewestBlock()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await devnet.SetStorageAsync([("key"u8.ToArray(), "value"u8.ToArray())]);
        await devnet.SealBlockAsync();
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        Assert.That((await devnet.Connect().SendAsync("state_getStorage", "[\"0x6b6579\"]"u8.ToArray(), default)).GetString(), Is.EqualTo("0x76616c7565"));
    }

    private static RuntimeCall Transfer(ChainClient chain) => RuntimeCall.Create(
        chain.Metadata,
        "Balances",
        "transfer_keep_alive",
        ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)),
        ("value", (UInt128)1_000_000_000_000));
}
