using System.Buffers.Binary;
using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;

namespace PhatSdk.EndToEnd.Tests.Chain;

/// <summary>A chain that is upgraded while it is read: its own runtime under another spec version.</summary>
[TestFixture(RpcFamily.Legacy)]
[TestFixture(RpcFamily.V2)]
internal sealed class UpgradeTests(RpcFamily family)
{
    private const uint Old = 100;
    private const uint New = 101;

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;

    [SetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _chain = await ChainClient.ConnectAsync(_devnet.Connect(), new ChainClientOptions { RpcFamily = family });
    }

    [TearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task EachBlockIsReadByTheRuntimeThatMadeIt()
    {
        Runtime before = await _chain.GetRuntimeAsync();
        await using IAsyncEnumerator<ChainEvent> events = _chain
            .FollowEventsAsync(new EventFollowOptions { From = 0, Pallet = "System", Name = "ExtrinsicSuccess" }).GetAsyncEnumerator();
        ExtrinsicReceipt upgrade = await UpgradeAsync();

        // The next call, whatever it is, is made by the new runtime.
        Runtime after = await _chain.GetRuntimeAsync();
        Assert.That((before.SpecVersion, after.SpecVersion, _chain.Runtime.SpecVersion), Is.EqualTo((Old, New, New)));
        Assert.That(after.GetConstant("System", "Version")["spec_version"].AsUInt32(), Is.EqualTo(New));
        Assert.That((await _chain.CallRuntimeAsync("Core", "version", []))["spec_version"].AsUInt32(), Is.EqualTo(New));

        // Its block is still the old one's work.
        Assert.That((await _chain.GetRuntimeAsync(upgrade.BlockHash)).SpecVersion, Is.EqualTo(New));
        Assert.That((await _chain.GetRuntimeOfBlockAsync(upgrade.BlockHash)).SpecVersion, Is.EqualTo(Old));
        BlockEvents upgraded = await _chain.GetBlockEventsAsync(upgrade.BlockHash);
        Assert.That((upgraded.Runtime.SpecVersion, upgraded.Of("System", "CodeUpdated").Count()), Is.EqualTo((Old, 1)));
        Assert.That((await _chain.GetStorageAsync("System", "Number", [], upgrade.BlockHash))!.AsUInt32(), Is.EqualTo(upgrade.BlockNumber));

        await _devnet.SealBlockAsync();
        await UntilAsync(upgrade.BlockNumber + 1);
        Assert.That((await _chain.GetStorageAsync("System", "LastRuntimeUpgrade", []))!["spec_version"].AsUInt32(), Is.EqualTo(New));
        Assert.That((await _chain.GetRuntimeOfBlockAsync(await _chain.GetFinalizedHeadAsync())).SpecVersion, Is.EqualTo(New));

        // A stream goes over the upgrade.
        ChainEvent told;
        do
        {
            Assert.That(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)), Is.True);
            told = events.Current;
            Assert.That(told.Runtime.SpecVersion, Is.EqualTo(told.Position.BlockNumber <= upgrade.BlockNumber ? Old : New));
        }
        while (told.Position.BlockNumber <= upgrade.BlockNumber);
    }

    [Test]
    public async Task CallByNamesNoticesTheUpgradeByItself()
    {
        ExtrinsicReceipt upgrade = await UpgradeAsync();
        await _devnet.SealBlockAsync();
        await UntilAsync(upgrade.BlockNumber + 1);
        Assert.That(_chain.Runtime.SpecVersion, Is.EqualTo(Old), "nobody asked yet");

        Assert.That((await _chain.GetStorageAsync("System", "Number", []))!.AsUInt32(), Is.EqualTo(upgrade.BlockNumber + 1));
        Assert.That(_chain.Runtime.SpecVersion, Is.EqualTo(New));
    }

    private async Task<ExtrinsicReceipt> UpgradeAsync()
    {
        await using ChainClient other = await ChainClient.ConnectAsync(_devnet.Connect());
        byte[] code = (await other.GetStorageAsync(new StorageKey(":code"u8)))!.Value.ToArray();
        Change(code);
        RuntimeCall call = RuntimeCall.Create(
            other.Metadata, "Sudo", "sudo", ("call", ScaleValue.Variant("System", ScaleValue.Variant("set_code", ScaleValue.Fields(("code", code))))));
        ExtrinsicReceipt receipt = await new ExtrinsicClient(other).SubmitAsync(call, DevKeypairs.Alice, new ExtrinsicOptions { WaitForFinalization = true });
        await UntilAsync(receipt.BlockNumber);
        return receipt;
    }

    private async Task UntilAsync(uint number)
    {
        await foreach (ChainBlock block in _chain.FollowFinalizedAsync())
        {
            if (block.Number >= number)
            {
                return;
            }
        }
    }

    // The version as the wasm has it in its data and in the section that tells of it: authoring_version and spec_version, one after the other.
    private static void Change(byte[] wasm)
    {
        byte[] pattern = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(pattern, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(pattern.AsSpan(4), Old);
        int places = 0;
        for (int at = wasm.AsSpan().IndexOf(pattern); at >= 0; places++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(wasm.AsSpan(at + 4), New);
            at = wasm.AsSpan().IndexOf(pattern);
        }

        Assert.That(places, Is.EqualTo(2));
    }
}
