using NUnit.Framework.Constraints;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

internal sealed class RuntimeCallTests
{
    private static readonly AccountId Contract = AccountId.Parse(string.Concat(Enumerable.Repeat("c0", 32)));

    /// <summary>A worked example for a contracts node: <c>Contracts.call</c> of <c>flip</c>.</summary>
    [Test]
    public void CallByNamesIsThatOfTheWorkedExample()
    {
        RuntimeMetadata metadata = RecordedMetadata.Of("substrate_contracts_node_v14.scale");

        RuntimeCall call = RuntimeCall.Create(
            metadata,
            "Contracts",
            "call",
            ("data", new byte[] { 0x63, 0x3a, 0xa5, 0x51 }),
            ("dest", RuntimeCall.Address(metadata, Contract)),
            ("value", 0),
            ("gas_limit", new Weight(3_000_000_000, 1_000_000)),
            ("storage_deposit_limit", ScaleValue.None));

        Assert.That(
            Hex.Format(call.Encoded.Span),
            Is.EqualTo("0x080600" + string.Concat(Enumerable.Repeat("c0", 32)) + "00" + "03005ed0b202093d00" + "00" + "10633aa551"));
        Assert.That(call.ToString(), Is.EqualTo("Contracts.call"));
    }

    [Test]
    public void RecordedTransferIsWrittenAgain()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        byte[] extrinsic = RecordedBlocks.At(27).Extrinsics[1];
        byte callIndex = metadata["Balances"].Call("transfer_allow_death").Index;
        int start = extrinsic.AsSpan().LastIndexOf([metadata["Balances"].Index, callIndex, (byte)0]);
        AccountId to = new(extrinsic.AsSpan(start + 3, 32));
        UInt128 amount = Scale.ScaleCodec.Decode(extrinsic.AsSpan(start + 35), static (ref reader) => reader.ReadCompactUInt128());

        RuntimeCall call = RuntimeCall.Create(
            metadata, "Balances", "transfer_allow_death", ("dest", RuntimeCall.Address(metadata, to)), ("value", amount));

        Assert.That(call.Encoded.ToArray(), Is.EqualTo(extrinsic[start..]));
    }

    [Test]
    public void WrongArgumentsAreNamed()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        (string, ScaleValue) dest = ("dest", RuntimeCall.Address(metadata, Contract));

        Assert.That(() => RuntimeCall.Create(metadata, "Balances", "transfer_keep_alive", dest), Refused("Balances.transfer_keep_alive", "\"value\" is missing"));
        Assert.That(
            () => RuntimeCall.Create(metadata, "Balances", "transfer_keep_alive", dest, ("value", 1), ("amount", 1)), Refused("amount", "dest, value"));
        Assert.That(() => RuntimeCall.Create(metadata, "Balances", "transfer_keep_alive", dest, ("value", 1), ("value", 2)), Refused("value", "twice"));
        Assert.That(
            () => RuntimeCall.Create(metadata, "Balances", "transfer_keep_alive", dest, ("value", "x")),
            Throws.ArgumentException.With.Message.StartsWith("Balances.transfer_keep_alive → value: expected Compact<u128>, got Text \"x\""));
        Assert.That(() => RuntimeCall.Create(metadata, "Balances", "give"), Throws.InstanceOf<MetadataException>().With.Message.Contains("give"));
        Assert.That(() => RuntimeCall.Create(metadata, "Money", "give"), Throws.InstanceOf<MetadataException>().With.Message.Contains("Money"));
    }

    [Test]
    public void CallFromBytesShowsThem() => Assert.That(new RuntimeCall(new byte[] { 1, 2 }).ToString(), Is.EqualTo("0x0102"));

    private static ContainsConstraint Refused(string part, string other) =>
        Throws.ArgumentException.With.Message.Contains(part).And.Message.Contains(other);
}
