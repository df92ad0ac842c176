using PhatSdk.Devnet.Chain;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class BareExtrinsicTests
{
    [TestCase(new byte[] { 12, 5, 1, 2 }, new byte[] { 12, 4, 1, 2 })]
    [TestCase(new byte[] { 12, 4, 1, 2 }, new byte[] { 12, 4, 1, 2 })]
    [TestCase(new byte[] { 12, 0x84, 1, 2 }, new byte[] { 12, 0x84, 1, 2 }, TestName = "ASignedOneStays")]
    public void Version5BecomesVersion4(byte[] extrinsic, byte[] expected)
    {
        BareExtrinsic.UseVersion4(extrinsic);
        Assert.That(extrinsic, Is.EqualTo(expected));
    }

    [Test]
    public void BytesThatAreNoExtrinsicAreRefused() => Assert.That(() => BareExtrinsic.UseVersion4([]), Throws.InstanceOf<ScaleException>());

    [Test]
    public async Task BlocksHoldTheirInherentsInVersion4AndTheirRootFits()
    {
        DevnetGenesis genesis = DevnetGenesis.Development(new Dictionary<Primitives.AccountId, UInt128>(), []);
        await using DevnetChain chain = new(SharedRuntime.Instance, genesis, new ChainOptions { Seal = SealPolicy.OnDemand });
        Block block = await chain.SealAsync(default);
        ScaleReader reader = new(block.Extrinsics[0].Span);
        _ = reader.ReadCompactUInt32();
        Assert.That(reader.ReadByte(), Is.EqualTo(4));
        Assert.That(
            block.Header.ExtrinsicsRoot, Is.EqualTo(Devnet.State.TrieHash.OrderedRoot([.. block.Extrinsics.Select(x => x.ToArray())], Devnet.State.StateVersion.V0)));
    }
}
