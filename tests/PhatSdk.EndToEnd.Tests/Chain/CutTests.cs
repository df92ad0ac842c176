using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;

namespace PhatSdk.EndToEnd.Tests.Chain;

/// <summary>Streams over a wire that breaks all the time.</summary>
[TestFixture(RpcFamily.Legacy)]
[TestFixture(RpcFamily.V2)]
internal sealed class CutTests(RpcFamily family)
{
    private const int Transfers = 40;

    private PhatDevnet _devnet = null!;
    private CuttingConnection _wire = null!;
    private ChainClient _chain = null!;

    [SetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _wire = new CuttingConnection(_devnet.Connect(), requestsBetween: 7, notificationsBetween: 9);
        _chain = await ChainClient.ConnectAsync(_wire, new ChainClientOptions { RpcFamily = family });
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _wire.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task EachEventIsToldOnceAndInOrderAlsoAfterARestart()
    {
        _wire.IsOn = true;
        Task paying = PayAsync();
        List<ChainEvent> told = [];
        EventPosition? saved = null;
        while (told.Count < Transfers)
        {
            // A program that ends after each ten events, and starts again.
            int before = told.Count;
            EventFollowOptions options = new() { From = 0, After = saved, Pallet = "Balances", Name = "Transfer", WithExtrinsics = true };
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
            await foreach (ChainEvent one in _chain.FollowEventsAsync(options, patience.Token))
            {
                told.Add(one);
                saved = one.Position;
                if (told.Count == Transfers || told.Count == before + 10)
                {
                    break;
                }
            }
        }

        await paying;
        Assert.That(told.Select(one => (int)one.Record.Fields["amount"].AsUInt128()), Is.EqualTo(Enumerable.Range(1, Transfers)));
        Assert.That(told.Select(one => one.Extrinsic), Has.None.Null);
        Assert.That(_wire.Cuts, Is.GreaterThan(8));
    }

    [Test]
    public async Task EachBlockOfTheBestChainIsToldOnce()
    {
        await using IAsyncEnumerator<HeadChange> steps = _chain.FollowBestAsync().GetAsyncEnumerator();
        await steps.MoveNextAsync();
        ChainBlock before = steps.Current.Block;
        _wire.IsOn = true;
        Task paying = PayAsync();
        for (int i = 0; i < Transfers; i++)
        {
            Assert.That(await steps.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)), Is.True);
            Assert.That((steps.Current.Kind, steps.Current.Block.ParentHash), Is.EqualTo((HeadChangeKind.Added, before.Hash)));
            before = steps.Current.Block;
        }

        await paying;
        Assert.That(_wire.Cuts, Is.GreaterThan(0));
    }

    private async Task PayAsync()
    {
        await using ChainClient other = await ChainClient.ConnectAsync(_devnet.Connect());
        ExtrinsicClient extrinsics = new(other);
        for (uint amount = 1; amount <= Transfers; amount++)
        {
            RuntimeCall call = RuntimeCall.Create(
                other.Metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(other.Metadata, DevKeypairs.Bob.AccountId)), ("value", amount));
            await extrinsics.SubmitAsync(call, DevKeypairs.Alice);
        }
    }
}
