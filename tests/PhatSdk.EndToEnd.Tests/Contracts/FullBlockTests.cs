using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Contracts;

/// <summary>As many contract calls in one block as a busy test sends.</summary>
internal sealed class FullBlockTests
{
    private const int Calls = 1000;

    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;

    [Test]
    public async Task AThousandCallsComeIntoOneBlock()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
        ExtrinsicClient extrinsics = new(chain);
        SubstrateContractInvoker invoker = new(chain, extrinsics);
        Psp22 token = (await Psp22.DeployNewAsync(new SubstrateContractDeployer(chain, extrinsics), 1, null, null, 0, DevKeypairs.Alice)).Contract;
        byte[] input = [0x65, 0x68, 0x38, 0x2f, .. Bob.Span];
        ContractOutput estimate = await invoker.CallAsync(token.Address, input, new ContractCallOptions { Origin = DevKeypairs.Alice.AccountId }, default);
        await devnet.SetSealAsync(SealPolicy.OnDemand);
        RuntimeCall call = RuntimeCall.Create(
            chain.Metadata,
            "Contracts",
            "call",
            ("dest", RuntimeCall.Address(chain.Metadata, token.Address)),
            ("value", UInt128.Zero),
            ("gas_limit", estimate.GasRequired),
            ("storage_deposit_limit", ScaleValue.None),
            ("data", input));
        List<ExtrinsicTracker> trackers = [];
        for (int i = 0; i < Calls; i++)
        {
            trackers.Add(await extrinsics.SubmitAndTrackAsync(call, DevKeypairs.Alice));
        }

        Hash256 block = await devnet.SealBlockAsync();
        foreach (ExtrinsicTracker tracker in trackers)
        {
            await tracker.DisposeAsync();
        }

        IReadOnlyList<EventRecord> events = await chain.GetEventsAsync(block);
        Assert.That(events.Count(record => record is { Pallet: "Contracts", Name: "Called" }), Is.EqualTo(Calls));
    }
}
